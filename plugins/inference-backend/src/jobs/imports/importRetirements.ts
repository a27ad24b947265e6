import type { ModelRef } from '@inference-portal/plugin-inference-common';
import type { ImportedModel } from '@inference-portal/plugin-inference-node';
import type { RegistryStore, Writer } from '../../record';
import type { ImportMemory } from './ImportMemory';
import type { ImportTally } from './ImportTally';

/** Retires what the source calls archived, once: a version that a person took back into use stays in use. */
export async function importRetirements(
  model: ModelRef,
  retired: ImportedModel['retired'],
  options: {
    readonly store: Pick<RegistryStore, 'setRetirement'>;
    readonly writer: Writer;
    readonly dryRun: boolean;
    readonly tally: ImportTally;
    readonly memory: ImportMemory;
  },
): Promise<void> {
  const { store, writer, dryRun, tally, memory } = options;
  for (const { version, reason } of retired) {
    if (dryRun || memory.hasRetired(model, version)) {
      continue;
    }
    const outcome = await store.setRetirement(
      model,
      version,
      { retired: true, reason: reason.slice(0, 2000) },
      writer,
    );
    if (outcome === 'no-version') {
      tally.addProblem(
        model,
        `version ${version} is retired at the source and not registered here`,
      );
    } else {
      memory.noteRetired(model, version);
    }
  }
}
