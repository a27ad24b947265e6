import type {
  RememberedRevision,
  Workload,
} from '@inference-portal/plugin-inference-node';
import type {
  InstantMs,
  ObservedSpecification,
  RememberedSpecification,
} from '../../../types';
import { canonicalize, hashCanonical } from './canonicalJson';
import type { ChangeAuthor } from './changeAuthor';
import { imageWithDigest } from './images';
import { instantOf } from './instant';
import { at, isFields, itemsOf, textOf } from '../adapters/fields';

/** What the beginning of the current specification is told from. */
export interface SpecificationFacts {
  readonly workload: Workload;
  readonly remembered: readonly RememberedSpecification[];
  readonly author: ChangeAuthor;
  readonly createdAt: InstantMs | null;
  /** When the inventory first saw the object, for objects that carry no time at all. */
  readonly firstSeenAt: InstantMs;
  readonly changeCause: string | null;
  /** Images of all containers. */
  readonly images: readonly string[];
  readonly digests: ReadonlyMap<string, string>;
}

const NO_DIGESTS: ReadonlyMap<string, string> = new Map();

/** Images of all containers at any depth, in their order, repeated ones too. */
export function imagesInside(value: unknown): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap(imagesInside);
  }
  if (!isFields(value)) {
    return [];
  }
  const own = itemsOf(value.containers).flatMap(
    container => textOf(at(container, 'image')) ?? [],
  );
  return [...own, ...Object.values(value).flatMap(imagesInside)];
}

/** A specification that the cluster remembers, in the form in which revisions are kept; null without a readable time. */
export function rememberedSpecification(
  revision: RememberedRevision,
): RememberedSpecification | null {
  const startedAt = instantOf(revision.startedAt);
  if (startedAt === null) {
    return null;
  }
  const specification = canonicalize(revision.specification);
  const images = [...new Set(imagesInside(specification))];
  return {
    uid: revision.uid,
    specification,
    specHash: hashCanonical(specification),
    startedAt,
    // The object that remembers is written by a controller, not by whoever made the change.
    changedBy: null,
    changeCause: revision.changeCause,
    clusterRevision:
      revision.clusterRevision === '' ? null : revision.clusterRevision,
    images: images.map(image => imageWithDigest(image, NO_DIGESTS)),
  };
}

/** Oldest first. Times have seconds only: what began in the same one is told apart by the cluster's number, then by uid. */
export function compareRemembered(
  a: RememberedSpecification,
  b: RememberedSpecification,
): number {
  return (
    a.startedAt - b.startedAt ||
    Number(a.clusterRevision ?? 0) - Number(b.clusterRevision ?? 0) ||
    (a.uid < b.uid ? -1 : 1)
  );
}

function startOf(
  specHash: string,
  facts: SpecificationFacts,
): { startedAt: InstantMs; remembered: RememberedSpecification | null } {
  const { remembered, author, createdAt, firstSeenAt } = facts;
  const same =
    remembered.filter(revision => revision.specHash === specHash).at(-1) ??
    null;
  const newest = remembered.at(-1) ?? null;
  if (same !== null && newest !== null) {
    if (same.startedAt === newest.startedAt) {
      return { startedAt: same.startedAt, remembered: same };
    }
    // An old ReplicaSet is used again after a rollback: its own age is that of the first time. The rollback came after
    // the newest other one.
    const changed = author.changedAt ?? newest.startedAt;
    return {
      startedAt: changed > newest.startedAt ? changed : newest.startedAt,
      remembered: same,
    };
  }
  return {
    startedAt: author.changedAt ?? createdAt ?? firstSeenAt,
    remembered: null,
  };
}

/** The specification that runs now, with when it began and who wrote it. */
export function currentSpecification(
  facts: SpecificationFacts,
): ObservedSpecification {
  const specification = canonicalize(facts.workload.specification);
  const specHash = hashCanonical(specification);
  const { startedAt, remembered } = startOf(specHash, facts);
  return {
    specification,
    specHash,
    startedAt,
    changedBy: facts.author.changedBy,
    changeCause: facts.changeCause ?? remembered?.changeCause ?? null,
    clusterRevision:
      facts.workload.clusterRevision ?? remembered?.clusterRevision ?? null,
    ...(facts.workload.clusterRevisionLags && { clusterRevisionLags: true }),
    images: facts.images.map(image => imageWithDigest(image, facts.digests)),
  };
}
