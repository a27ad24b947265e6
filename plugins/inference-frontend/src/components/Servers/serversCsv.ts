import { csvText, type CsvColumn } from '../table/csvText';
import type { ServerRow } from './ServerRow';

const MICROS = 1_000_000;

const COLUMNS: readonly CsvColumn<ServerRow>[] = [
  { header: 'id', value: s => s.id },
  { header: 'name', value: s => s.name },
  { header: 'owner', value: s => s.owner.ref },
  { header: 'model', value: s => s.model.id },
  { header: 'modelVersion', value: s => s.model.version },
  { header: 'modelRevision', value: s => s.model.revision },
  { header: 'pinned', value: s => s.model.pinned },
  {
    header: 'registeredModel',
    value: s =>
      s.registration && `${s.registration.namespace}/${s.registration.name}`,
  },
  {
    header: 'registeredVersion',
    value: s => s.registration && s.registration.version,
  },
  { header: 'runtime', value: s => s.runtime.name },
  { header: 'runtimeVersion', value: s => s.runtime.version },
  { header: 'gpusPerReplica', value: s => s.gpus.perReplica },
  { header: 'gpusHeld', value: s => s.gpus.held },
  { header: 'gpuProduct', value: s => s.gpus.product },
  { header: 'replicasReady', value: s => s.replicas.ready },
  { header: 'replicasDesired', value: s => s.replicas.desired },
  { header: 'requests24h', value: s => s.usage?.requests ?? null },
  { header: 'errors24h', value: s => s.usage?.errors ?? null },
  { header: 'latencyP95Ms24h', value: s => s.usage?.latencyMs?.p95 ?? null },
  {
    header: 'costPerDay',
    value: s => (s.perDay ? s.perDay.micros / MICROS : null),
  },
  { header: 'costCurrency', value: s => s.perDay?.currency ?? null },
  { header: 'readinessPass', value: s => s.readiness?.pass ?? null },
  { header: 'readinessFail', value: s => s.readiness?.fail ?? null },
  { header: 'readinessUnknown', value: s => s.readiness?.unknown ?? null },
  { header: 'state', value: s => s.state },
  { header: 'stateReason', value: s => s.stateReason },
  { header: 'cluster', value: s => s.cluster },
  { header: 'namespace', value: s => s.namespace },
  { header: 'kind', value: s => s.kind },
  { header: 'manager', value: s => s.manager.name },
  { header: 'revision', value: s => s.currentRevision },
  { header: 'changedAt', value: s => s.changedAt },
];

/** RFC 4180 text of the servers. */
export function serversCsv(servers: readonly ServerRow[]): string {
  return csvText(COLUMNS, servers);
}
