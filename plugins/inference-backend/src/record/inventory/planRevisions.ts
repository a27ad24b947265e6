import type { ImageReference } from '@inference-portal/plugin-inference-common';
import type {
  InstantMs,
  ObservedSpecification,
  ServerObservation,
} from '../../types';
import { hashJson } from '../database/hash';
import {
  inOrderOfStart,
  isPast,
  isRunning,
  isUnrecorded,
  numberOfRecorded,
  templateHash,
  type RecordedRevision,
} from './rememberedRevisions';

export type { RecordedRevision };

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

/** The cluster's number of exactly this specification. */
function numberOf(specification: ObservedSpecification): string | null {
  return specification.clusterRevisionLags
    ? null
    : specification.clusterRevision;
}

/** What became known of the newest revision while it runs; null when nothing did. */
function amend(
  recorded: RecordedRevision,
  { current, server }: ServerObservation,
  runningUid: string | null,
): PlannedRevision | null {
  const clusterRevision = numberOf(current) ?? recorded.clusterRevision;
  const amended: RecordedRevision = {
    ...recorded,
    objectUid: server.uid,
    rememberedUid: runningUid ?? recorded.rememberedUid,
    clusterRevision,
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
 * the cluster remembers, then what runs; later only what began after the newest recorded revision. Numbers never change, so nothing
 * is decided while the cluster's memory is still on its way; null when there is no revision yet that the server could be shown with.
 */
export function planRevisions(
  observation: ServerObservation,
  observedAt: InstantMs,
  recorded: readonly RecordedRevision[],
): RevisionPlan | null {
  const { current, server } = observation;
  const currentTemplate = templateHash(current);
  const newestRecorded = recorded.at(-1);
  if (observation.historyLags) {
    return newestRecorded
      ? { appended: [], amended: null, newest: newestRecorded }
      : null;
  }
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
      clusterRevision: numberOf(specification),
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

  const newestNumber = numberOfRecorded(
    newestRecorded,
    observation.remembered,
    server.uid,
  );
  for (const remembered of inOrderOfStart(observation.remembered)) {
    const template = templateHash(remembered);
    if (isRunning(remembered, template, current, currentTemplate)) {
      runningUid = remembered.uid;
    } else if (
      isPast(remembered, current) &&
      isUnrecorded(
        remembered,
        template,
        server.uid,
        recorded,
        appended,
        newestNumber,
      )
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
