import type { Model } from '@inference-portal/plugin-inference-common';
import type { ImportedModel } from '@inference-portal/plugin-inference-node';
import type { ModelDescription, RegistryStore, Writer } from '../../record';
import type { Fate } from './ImportTally';
import { readImportedModel } from './readImported';

/** What a source adds to a registered model: what nobody has filled in here, and further tags and ids. */
function additionsOf(
  model: Model,
  offered: ModelDescription,
): Partial<ModelDescription> {
  const change: {
    -readonly [F in keyof ModelDescription]?: ModelDescription[F];
  } = {};
  for (const field of ['owner', 'title', 'description', 'homepage'] as const) {
    if (model[field] === null && offered[field] !== null) {
      change[field] = offered[field];
    }
  }
  for (const field of ['tags', 'sourceIds'] as const) {
    const more = offered[field].filter(value => !model[field].includes(value));
    if (more.length > 0) {
      change[field] = [...model[field], ...more];
    }
  }
  return change;
}

/** What differs in the words of the only one who describes the model. */
function changesOf(
  model: Model,
  offered: ModelDescription,
): Partial<ModelDescription> {
  const fields = Object.keys(offered) as (keyof ModelDescription)[];
  return Object.fromEntries(
    fields
      .filter(
        field =>
          JSON.stringify(model[field]) !== JSON.stringify(offered[field]),
      )
      .map(field => [field, offered[field]]),
  );
}

function asNewModel(
  { ref }: ImportedModel,
  description: ModelDescription,
  { actor, at, origin }: Writer,
): Model {
  const time = new Date(at).toISOString();
  return {
    ...ref,
    ...description,
    tags: [...description.tags],
    sourceIds: [...description.sourceIds],
    entityRef: `resource:${ref.namespace}/${ref.name}`.toLowerCase(),
    license: null,
    origin,
    versions: 0,
    latestVersion: null,
    aliases: [],
    servers: 0,
    createdAt: time,
    createdBy: actor,
    changedAt: time,
    pendingRequests: [],
    conflicts: 0,
  };
}

/**
 * Registers an imported model, or adds to one that is registered what is missing there. What stands here already stays: people may have
 * written it. Throws `InputError` when the source's name or owner cannot be used.
 */
export async function importModel(
  imported: ImportedModel,
  options: {
    readonly store: RegistryStore;
    readonly writer: Writer;
    readonly dryRun: boolean;
  },
): Promise<{ model: Model; fate: Fate }> {
  const { store, writer, dryRun } = options;
  const { ref, description } = readImportedModel(imported);
  const known = await store.findModel(ref);
  if (!known) {
    if (dryRun) {
      return {
        model: asNewModel(imported, description, writer),
        fate: 'created',
      };
    }
    const { created, model } = await store.createModel(
      ref,
      description,
      writer,
    );
    return { model, fate: created ? 'created' : 'unchanged' };
  }
  // A model that was born from a catalog-info.yaml is described there, by its team.
  const isDescribedThere =
    writer.origin === 'catalog' && known.origin === 'catalog';
  const change = isDescribedThere
    ? changesOf(known, description)
    : additionsOf(known, description);
  if (Object.keys(change).length === 0) {
    return { model: known, fate: 'unchanged' };
  }
  if (dryRun) {
    return { model: known, fate: 'changed' };
  }
  const changed = await store.updateModel(ref, change, writer);
  return { model: changed ?? known, fate: 'changed' };
}
