import type { ModelRef } from '@inference-portal/plugin-inference-common';
import type { ImportedModel } from '@inference-portal/plugin-inference-node';
import { findUnlisted } from './findUnlisted';
import {
  followPresence,
  readOwnVersions,
  type PresenceImport,
} from './followPresence';

/** Follows which versions of a model that was read are at the source, as far as the source tells. */
export async function followModel(
  from: Pick<ImportedModel, 'id' | 'present' | 'versions'>,
  model: ModelRef,
  options: PresenceImport & { isOther(version: string): boolean },
): Promise<void> {
  const { id, present } = from;
  if (present !== undefined) {
    const own = await readOwnVersions(model, options);
    await followPresence(model, own, new Set(present), options);
  } else if (id !== undefined && options.source.findGone !== undefined) {
    const own = await readOwnVersions(model, options);
    const offered = new Set(from.versions.map(({ version }) => version));
    const isOffered = ({ version }: { version: string }) =>
      offered.has(version);
    const unlisted = await findUnlisted(
      id,
      own.filter(version => !isOffered(version)),
      options,
    );
    await followPresence(
      model,
      [...own.filter(isOffered), ...(unlisted?.versions ?? [])],
      new Set([...offered, ...(unlisted?.present ?? [])]),
      options,
    );
  }
}
