import type { ServerRevision } from '@inference-portal/plugin-inference-common';
import type { RecordedServer } from '../../../plugins/inference-backend/src/act/rollback/readRollbackWorld';
import type { ServerObservation } from '../../../plugins/inference-backend/src/types';

/** What the product's observer tells of a server, as the portal would have recorded it. */
export function recordedHistory(observed: ServerObservation): RecordedServer {
  const oldestFirst = [
    ...observed.remembered.filter(
      ({ specHash }) => specHash !== observed.current.specHash,
    ),
    observed.current,
  ].sort(
    (a, b) =>
      Number(a.clusterRevision ?? 0) - Number(b.clusterRevision ?? 0) ||
      a.startedAt - b.startedAt,
  );
  const { id } = observed.server;
  const at = (instant: number) => new Date(instant).toISOString();
  const revisions = oldestFirst.map((revision, index): ServerRevision => {
    const next = oldestFirst[index + 1];
    return {
      // After a rollback the cluster counts anew; the portal never does.
      id: `${id}.${revision.specHash.slice(0, 8)}`,
      serverId: id,
      number: index + 1,
      specHash: revision.specHash,
      spec: revision.specification,
      observedAt: at(revision.startedAt),
      startedAt: at(revision.startedAt),
      endedAt: next === undefined ? null : at(next.startedAt),
      source: 'watch',
      changedBy: revision.changedBy,
      changeCause: revision.changeCause,
      images: [...revision.images],
      current: next === undefined,
      clusterRevision: revision.clusterRevision,
    };
  });
  return {
    detail: {
      ...observed.server,
      entityRef: null,
      owner: { ref: null, source: 'none', reason: 'nobody' },
      registration: null,
      currentRevision: revisions.length,
      changedAt: at(observed.current.startedAt),
      lastSeenAt: at(observed.current.startedAt),
      removedAt: null,
    },
    revisions: revisions.reverse(),
    capacity: [],
    served: new Map(),
  };
}
