import type { Entity } from '@backstage/catalog-model';

/** A text without white space around it; null for anything else and for an empty one. */
export function optionalText(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** Owners of an entity: its relations, else what is written in `spec.owner`. */
export function readOwners(entity: Entity): string[] {
  const related = (entity.relations ?? [])
    .filter(relation => relation.type === 'ownedBy')
    .map(relation => relation.targetRef);
  if (related.length > 0) {
    return related;
  }
  // Relations are absent until the catalog has stitched a new entity.
  const written = optionalText(entity.spec?.owner);
  return written === null ? [] : [written];
}
