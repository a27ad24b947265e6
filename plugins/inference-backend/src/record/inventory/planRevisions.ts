import type { ImageReference } from '@inference-portal/plugin-inference-common';
import type {
  InstantMs,
  ObservedSpecification,
  RememberedSpecification,
  ServerObservation,
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

/** A revision to write, with its specification. */
export interface PlannedRevision extends RecordedRevision {
  readonly specification: ObservedSpecification['specification'];
}

/**
 * Revisions to write for one observation. `amended` replaces the newest recorded one when more became known of it; its number,
 * specification and start stay.
 */
export interface RevisionPlan {
  readonly appended: readonly PlannedRevision[];
  readonly amended: PlannedRevision | null;
  /** The newest after writing. */
  readonly newest: { readonly number: number; readonly startedAt: InstantMs };
}

/** Different templates of one cluster revision that began this near each other are one that was written down in two ways. */
const SAME_START_MS = 60_000;

function templateHash(specification: ObservedSpecification): string | null {
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
function isRunning(
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
function isPast(
  remembered: RememberedSpecification,
  current: ObservedSpecification,
): boolean {
  const order = compareClusterRevisions(
    remembered.clusterRevision,
    current.clusterRevision,
  );
  return order === null ? remembered.startedAt <= current.startedAt : order < 0;
}

function isRecorded(
  remembered: RememberedSpecification,
  template: string | null,
  objectUid: string,
  recorded: readonly RecordedRevision[],
): boolean {
  return recorded.some(
    revision =>
      revision.rememberedUid === remembered.uid ||
      (revision.objectUid === objectUid &&
        (revision.specHash === remembered.specHash ||
          (template !== null && revision.templateHash === template) ||
          (remembered.clusterRevision !== null &&
            revision.clusterRevision === remembered.clusterRevision))),
  );
}

function inOrderOfStart(
  a: RememberedSpecification,
  b: RememberedSpecification,
): number {
  return (
    a.startedAt - b.startedAt ||
    (compareClusterRevisions(a.clusterRevision, b.clusterRevision) ?? 0) ||
    (a.uid < b.uid ? -1 : 1)
  );
}

/** Digests become known when pods start, and are not forgotten when the last pod ends. */
function keepDigests(
  images: readonly ImageReference[],
  recorded: readonly ImageReference[],
): readonly ImageReference[] {
  return images.map(image => {
    const known = recorded.find(
      candidate =>
        candidate.reference === image.reference && candidate.digest !== null,
    );
    return image.digest === null && known ? known : image;
  });
}

/** What became known of the newest revision while it runs; null when nothing did. */
function amend(
  recorded: RecordedRevision,
  { current, server }: ServerObservation,
  runningUid: string | null,
): PlannedRevision | null {
  const amended: RecordedRevision = {
    ...recorded,
    objectUid: server.uid,
    rememberedUid: runningUid ?? recorded.rememberedUid,
    clusterRevision: current.clusterRevision ?? recorded.clusterRevision,
    changedBy: recorded.changedBy ?? current.changedBy,
    changeCause: current.changeCause ?? recorded.changeCause,
    images: keepDigests(current.images, recorded.images),
  };
  return hashJson(amended) === hashJson(recorded)
    ? null
    : { ...amended, specification: current.specification };
}

/**
 * Decides which revisions an observation adds to the recorded ones (oldest first). At the first sight of a server that is everything
 * the cluster remembers, then what runs; later only what began after the newest recorded revision. Numbers never change.
 */
export function planRevisions(
  observation: ServerObservation,
  observedAt: InstantMs,
  recorded: readonly RecordedRevision[],
): RevisionPlan {
  const { current, server } = observation;
  const currentTemplate = templateHash(current);
  const newestRecorded = recorded.at(-1);
  const appended: PlannedRevision[] = [];
  let runningUid: string | null = null;
  let number = newestRecorded?.number ?? 0;
  let startedAt: InstantMs | null = newestRecorded?.startedAt ?? null;

  const append = (
    specification: ObservedSpecification,
    facts: {
      source: RecordedRevision['source'];
      template: string | null;
      rememberedUid: string | null;
    },
  ): PlannedRevision => {
    number += 1;
    // After a roll-back the cluster may date what runs back to its first time; it began after the one before at the earliest.
    startedAt =
      startedAt === null || specification.startedAt > startedAt
        ? specification.startedAt
        : startedAt;
    const planned: PlannedRevision = {
      number,
      source: facts.source,
      specHash: specification.specHash,
      templateHash: facts.template,
      objectUid: server.uid,
      rememberedUid: facts.rememberedUid,
      clusterRevision: specification.clusterRevision,
      observedAt,
      startedAt,
      changedBy: specification.changedBy,
      changeCause: specification.changeCause,
      images: specification.images,
      specification: specification.specification,
    };
    appended.push(planned);
    return planned;
  };

  for (const remembered of [...observation.remembered].sort(inOrderOfStart)) {
    const template = templateHash(remembered);
    if (isRunning(remembered, template, current, currentTemplate)) {
      runningUid = remembered.uid;
    } else if (
      isPast(remembered, current) &&
      (!newestRecorded || remembered.startedAt > newestRecorded.startedAt) &&
      !isRecorded(remembered, template, server.uid, [...recorded, ...appended])
    ) {
      append(remembered, {
        source: 'cluster-history',
        template,
        rememberedUid: remembered.uid,
      });
    }
  }

  if (
    newestRecorded &&
    appended.length === 0 &&
    newestRecorded.specHash === current.specHash
  ) {
    return {
      appended,
      amended: amend(newestRecorded, observation, runningUid),
      newest: newestRecorded,
    };
  }
  const newest = append(current, {
    source: 'watch',
    template: currentTemplate,
    rememberedUid: runningUid,
  });
  return { appended, amended: null, newest };
}
