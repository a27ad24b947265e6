import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

declare const contractClusterKind: 'simulated' | 'real';

/** Root of the repository. */
export const root = resolve(__dirname, '../../..');

/** Which cluster this run is about. */
export function clusterKind(): 'simulated' | 'real' {
  return contractClusterKind;
}

/** Folder of CustomResourceDefinitions of the operators that the product knows; null when there is none. */
export function findCrdFolder(): string | null {
  const folder = process.env.INFERENCE_PORTAL_TEST_CRDS;
  return folder && existsSync(folder) ? folder : null;
}

/** A definition's file in the CRD folder. */
export function crdFile(folder: string, name: string): string {
  return join(folder, `${name}.yaml`);
}

/** Like `describe`, but says aloud what is left out when there are no CRDs. */
export function describeWithCrds(title: string, body: () => void): void {
  if (findCrdFolder() !== null) {
    describe(title, body);
    return;
  }
  // eslint-disable-next-line no-console
  console.warn(
    `SKIPPED: ${title}. Set INFERENCE_PORTAL_TEST_CRDS to a folder of CustomResourceDefinitions (<plural>.<group>.yaml).`,
  );
  describe.skip(title, body);
}
