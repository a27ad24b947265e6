import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { ContractCluster } from '../cluster/ContractCluster';
import { normalise } from './normalise';

/** One command's end. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** kubectl in one namespace of a cluster. */
export class Kubectl {
  private readonly folder = mkdtempSync(join(tmpdir(), 'kubectl-'));

  constructor(
    private readonly cluster: ContractCluster,
    private readonly namespace: string,
  ) {}

  /** Writes a manifest and answers its path. */
  write(name: string, ...objects: readonly object[]): string {
    const file = join(this.folder, `${name}.yaml`);
    writeFileSync(file, objects.map(object => stringify(object)).join('---\n'));
    return file;
  }

  run(...args: readonly string[]): Promise<Outcome> {
    const { kubectl, kubeconfig } = this.cluster;
    if (kubectl === null) throw new Error('there is no kubectl');
    return new Promise(done => {
      execFile(
        kubectl,
        [
          `--kubeconfig=${kubeconfig}`,
          `--namespace=${this.namespace}`,
          // Discovery is asked anew, so that one cluster's answers never serve for another.
          `--cache-dir=${join(this.folder, 'cache')}`,
          ...args,
        ],
        {
          timeout: 60_000,
          env: { PATH: process.env.PATH, HOME: this.folder },
          maxBuffer: 64 * 1024 * 1024,
        },
        (error, stdout, stderr) => {
          const code = typeof error?.code === 'number' ? error.code : 1;
          done({ code: error ? code : 0, stdout, stderr });
        },
      );
    });
  }

  /** The command with everything that it said, normalised; a snapshot of the suite. */
  async transcript(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(...args);
    const told = normalise(
      [stdout, stderr && `! ${stderr.trimEnd().replaceAll('\n', '\n! ')}`]
        .filter(Boolean)
        .join(''),
      this.namespace,
    )
      .replaceAll(this.folder, '<folder>')
      .replace(/\/tmp\/(LIVE|MERGED)-\d+/g, '/tmp/$1');
    return `${told.trimEnd()}\nexit ${code}`;
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
