import type {
  ModelServerDetail,
  ServerRevision,
} from '@inference-portal/plugin-inference-common';
import type {
  JsonObject,
  KubernetesObject,
  WorkloadAdapter,
} from '@inference-portal/plugin-inference-node';
import type {
  GpuRoom,
  RollbackWorld,
  Served,
} from '../../decide/rollback/rollbackWorld';
import {
  at,
  integerOf,
  textMapOf,
} from '../../observe/clusters/adapters/fields';
import type { GpuCapacity } from '../../types';
import type { ClusterWriter } from '../clusters/ClusterWriter';
import {
  HPA,
  readAutoscalers,
  SCALED_OBJECT,
} from '../remediation/readAutoscalers';
import { readTarget } from '../remediation/readTarget';
import { readBudgets } from './readBudgets';
import { carryScaling } from './carryScaling';
import { findWorkload, serverKeyOf } from './findWorkload';
import { followReference } from './followReference';
import {
  readHeldRevisions,
  toKnownRevision,
  type HeldRevision,
} from './readHistory';
import {
  readCanary,
  readCanarySteps,
  readLastReleaseSeconds,
  readReplacing,
} from './readRelease';
import { readSpecification, specificationPath } from './readSpecification';
import { readSplits } from './readSplits';

/** What the portal itself knows of a server. */
export interface RecordedServer {
  readonly detail: ModelServerDetail;
  /** Newest first. */
  readonly revisions: readonly ServerRevision[];
  /** Of the server's cluster. */
  readonly capacity: readonly GpuCapacity[];
  /** Traffic by id of the revision. */
  readonly served: ReadonlyMap<string, Served>;
}

function roomOf({ capacity, detail }: RecordedServer): GpuRoom | null {
  const { product } = detail.gpus;
  const found = capacity.find(one => one.product === product);
  return found
    ? {
        product: found.product,
        free: Math.max(
          0,
          found.capacity - found.heldByServers - found.heldByOthers,
        ),
      }
    : null;
}

function withCarriedScaling(
  held: readonly HeldRevision[],
  revisions: readonly ServerRevision[],
  served: ReadonlyMap<string, Served>,
  kind: string,
  written: JsonObject,
) {
  return revisions.map(revision => {
    const known = toKnownRevision(
      revision,
      held,
      served.get(revision.id) ?? null,
    );
    return kind === 'RayService'
      ? {
          ...known,
          content: {
            ...known.content,
            specification: carryScaling(known.content.specification, written),
          },
        }
      : known;
  });
}

/** Labels of the pods as the workload asks for them. */
function podLabelsOf(adapter: WorkloadAdapter, object: JsonObject) {
  const [pods] = adapter.read(object).pods;
  return textMapOf(at(pods, 'template', 'metadata', 'labels'));
}

/** Reads what a rollback needs to know of a server. Throws NotFoundError when its object is gone. */
export async function readRollbackWorld(
  writer: ClusterWriter,
  recorded: RecordedServer,
): Promise<RollbackWorld> {
  const { detail } = recorded;
  const server = serverKeyOf(detail);
  const workload = await findWorkload(writer, server);
  const { ref, found, object } = await followReference(writer, workload);
  const { namespace } = ref;
  const labels = podLabelsOf(workload.adapter, object);
  const [held, hpas, scaledObjects, budgets, splits] = await Promise.all([
    readHeldRevisions(writer, workload.adapter, object as KubernetesObject),
    writer.list({ ...HPA, namespace }),
    writer.list({ ...SCALED_OBJECT, namespace }),
    readBudgets(writer, namespace, labels),
    readSplits(writer, { ref: workload.ref, object }, labels),
  ]);
  const target = readTarget(workload.ref, workload.found);
  const specification = readSpecification(workload, object);
  const known = withCarriedScaling(
    held,
    recorded.revisions,
    recorded.served,
    server.kind,
    specification.written,
  );
  const isCurrent = ({ specHash }: { readonly specHash: string }) =>
    specHash === specification.specHash;
  const current = known.find(isCurrent) ?? null;
  const replicas =
    target.replicas ?? (target.replicasField === null ? null : 1);
  return {
    serverId: detail.id,
    server,
    ref,
    uid: found.uid,
    object,
    path: specificationPath(server.kind),
    current: {
      ...specification,
      // The scaling stands inside a list that is compared as a whole.
      ...(server.kind === 'RayService' && {
        specification: carryScaling(
          specification.specification,
          specification.written,
        ),
      }),
      revision: current,
      annotations: textMapOf(at(found.object, 'metadata', 'annotations')),
      replicas,
    },
    past: known.filter(revision => revision !== current),
    paused:
      server.kind === 'Deployment' && at(object, 'spec', 'paused') === true,
    beingDeleted: target.obstacles.some(({ kind }) => kind === 'being-deleted'),
    manager: target.manager,
    canary: readCanary(server.kind, object, held),
    splits,
    canarySteps: readCanarySteps(server.kind, object, held),
    autoscalers: readAutoscalers(workload.ref, { hpas, scaledObjects }).map(
      scaler => `${scaler.ref.kind} ${scaler.ref.name}`,
    ),
    replacing: readReplacing(server.kind, object, replicas ?? 1),
    budgets,
    room: roomOf(recorded),
    lastReleaseSeconds: readLastReleaseSeconds(object, held),
    progressDeadlineSeconds: integerOf(
      at(object, 'spec', 'progressDeadlineSeconds'),
    ),
  };
}
