import type { ImageReference } from '@inference-portal/plugin-inference-common';
import type {
  InstantMs,
  ObservedSpecification,
  RememberedSpecification,
} from '../../types';
import { hashJson } from '../database/hash';

/** What is known of a recorded revision without its specification. */
export interface RecordedRevision {
  readonly number: number;
  readonly source: 'watch' | 'cluster-history';
  readonly specHash: string;
  readonly templateHash: string | null;
  readonly objectUid: string;
  readonly rememberedUid: string | null;
  readonly clusterRevision: string | null;
  readonly observedAt: InstantMs;
  readonly startedAt: InstantMs;
  readonly changedBy: string | null;
  readonly changeCause: string | null;
  readonly images: readonly ImageReference[];
}

/** Different templates of one cluster revision that began this near each other are one that was written down in two ways. */
const SAME_START_MS = 60_000;

/** Hash of the pod template alone; null without one. */
export function templateHash(
  specification: ObservedSpecification,
): string | null {
  const { template } = specification.specification;
  return template === undefined ? null : hashJson(template);
}

/** Below 0 when `a` is the earlier cluster revision; null when they have no order. */
function compareClusterRevisions(
  a: string | null,
  b: string | null,
): number | null {
  if (a === null || b === null || !/^\d+$/.test(a) || !/^\d+$/.test(b)) {
    return null;
  }
  return Number(a) - Number(b);
}

/**
 * True when the cluster remembers what it runs. The two are written differently (a ReplicaSet has the template only), and while a
 * rollout begins the workload still names the cluster revision before.
 */
export function isRunning(
  remembered: RememberedSpecification,
  rememberedTemplate: string | null,
  current: ObservedSpecification,
  currentTemplate: string | null,
): boolean {
  if (
    remembered.specHash === current.specHash ||
    (rememberedTemplate !== null && rememberedTemplate === currentTemplate)
  ) {
    return true;
  }
  if (
    current.clusterRevisionLags ||
    remembered.clusterRevision === null ||
    remembered.clusterRevision !== current.clusterRevision
  ) {
    return false;
  }
  const comparable = rememberedTemplate !== null && currentTemplate !== null;
  return (
    !comparable ||
    Math.abs(current.startedAt - remembered.startedAt) <= SAME_START_MS
  );
}

/** False for what is about to run: a new ReplicaSet may be seen before the workload that made it. */
export function isPast(
  remembered: RememberedSpecification,
  current: ObservedSpecification,
): boolean {
  const order = compareClusterRevisions(
    remembered.clusterRevision,
    current.clusterRevision,
  );
  if (order === null) {
    return remembered.startedAt <= current.startedAt;
  }
  return order < 0 || (order === 0 && current.clusterRevisionLags === true);
}

function isSame(
  revision: RecordedRevision,
  remembered: RememberedSpecification,
  template: string | null,
  objectUid: string,
): boolean {
  return (
    revision.rememberedUid === remembered.uid ||
    (revision.objectUid === objectUid &&
      (revision.specHash === remembered.specHash ||
        (template !== null && revision.templateHash === template) ||
        // Two objects that remember are two revisions: a controller that has just come back may give one number twice.
        (revision.rememberedUid === null &&
          remembered.clusterRevision !== null &&
          revision.clusterRevision === remembered.clusterRevision)))
  );
}

/**
 * True for what ran after the newest recorded revision and is not recorded. The cluster's own numbers decide where there are any: a
 * ReplicaSet that a roll-back uses again has a new number but its old age, and ages have seconds only.
 */
export function isUnrecorded(
  remembered: RememberedSpecification,
  template: string | null,
  objectUid: string,
  recorded: readonly RecordedRevision[],
  appended: readonly RecordedRevision[],
  /** The cluster's number of the newest recorded revision. */
  newestNumber: string | null,
): boolean {
  if (appended.some(one => isSame(one, remembered, template, objectUid))) {
    return false;
  }
  const newest = recorded.at(-1);
  if (!newest) {
    return true;
  }
  const order =
    newest.objectUid === objectUid
      ? compareClusterRevisions(remembered.clusterRevision, newestNumber)
      : null;
  if (order !== null && order > 0) {
    return !isSame(newest, remembered, template, objectUid);
  }
  return (
    remembered.startedAt > newest.startedAt &&
    !recorded.some(one => isSame(one, remembered, template, objectUid))
  );
}

/** The cluster's number of a recorded revision, which may have been recorded before it had one. */
export function numberOfRecorded(
  revision: RecordedRevision | undefined,
  remembered: readonly RememberedSpecification[],
  objectUid: string,
): string | null {
  if (revision === undefined || revision.clusterRevision !== null) {
    return revision?.clusterRevision ?? null;
  }
  const same = remembered.find(one =>
    isSame(revision, one, templateHash(one), objectUid),
  );
  return same?.clusterRevision ?? null;
}

/** The cluster's numbers where all have one, else ages: an old ReplicaSet that was used again comes last. */
export function inOrderOfStart(
  remembered: readonly RememberedSpecification[],
): readonly RememberedSpecification[] {
  const numbered = remembered.every(
    ({ clusterRevision }) =>
      compareClusterRevisions(clusterRevision, '0') !== null,
  );
  const byNumber = (a: RememberedSpecification, b: RememberedSpecification) =>
    compareClusterRevisions(a.clusterRevision, b.clusterRevision) ?? 0;
  return [...remembered].sort(
    (a, b) =>
      (numbered ? byNumber(a, b) : 0) ||
      a.startedAt - b.startedAt ||
      byNumber(a, b) ||
      (a.uid < b.uid ? -1 : 1),
  );
}
