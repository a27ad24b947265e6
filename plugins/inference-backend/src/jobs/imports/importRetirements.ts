import type { ModelRef } from '@inference-portal/plugin-inference-common';
import type { ImportedModel } from '@inference-portal/plugin-inference-node';
import type { RegistryStore, Writer } from '../../record';
import type { ImportMemory } from './ImportMemory';
import type { ImportTally } from './ImportTally';

/** What is needed to retire versions. */
export interface RetirementImport {
  readonly store: Pick<RegistryStore, 'setRetirement' | 'findVersion'>;
  readonly writer: Writer;
  readonly dryRun: boolean;
  readonly tally: ImportTally;
  readonly memory: ImportMemory;
  /** Whether the source tells of the version; a dry run may not find it registered yet. */
  isOffered(version: string): boolean;
}

async function preview(
  model: ModelRef,
  version: string,
  { store, isOffered }: RetirementImport,
): ReturnType<RegistryStore['setRetirement']> {
  const known = await store.findVersion(model, version);
  if (known) {
    return { status: known.state === 'retired' ? 'unchanged' : 'changed' };
  }
  return { status: isOffered(version) ? 'changed' : 'no-version' };
}

/** Retires what the source calls archived, once: a version that a person took back into use stays in use. */
export async function importRetirements(
  model: ModelRef,
  retired: ImportedModel['retired'],
  options: RetirementImport,
): Promise<void> {
  const { store, writer, dryRun, tally, memory } = options;
  for (const { version, reason } of retired) {
    if (memory.hasRetired(model, version)) {
      continue;
    }
    const outcome = dryRun
      ? await preview(model, version, options)
      : await store.setRetirement(
          model,
          version,
          { retired: true, reason: reason.slice(0, 2000) },
          writer,
        );
    if (outcome.status === 'no-version') {
      tally.addProblem(
        model,
        `version ${version} is retired at the source and not registered here`,
      );
    } else {
      memory.noteRetired(model, version);
      if (outcome.status === 'changed') {
        tally.countRetired(model, version, reason);
      }
    }
  }
}
