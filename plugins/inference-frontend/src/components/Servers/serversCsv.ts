import type { ModelServer } from '@inference-portal/plugin-inference-common';

const COLUMNS: readonly {
  header: string;
  value(server: ModelServer): string | number | boolean | null;
}[] = [
  { header: 'id', value: s => s.id },
  { header: 'name', value: s => s.name },
  { header: 'owner', value: s => s.owner.ref },
  { header: 'model', value: s => s.model.id },
  { header: 'modelVersion', value: s => s.model.version },
  { header: 'modelRevision', value: s => s.model.revision },
  { header: 'pinned', value: s => s.model.pinned },
  { header: 'runtime', value: s => s.runtime.name },
  { header: 'runtimeVersion', value: s => s.runtime.version },
  { header: 'gpusPerReplica', value: s => s.gpus.perReplica },
  { header: 'gpusHeld', value: s => s.gpus.held },
  { header: 'gpuProduct', value: s => s.gpus.product },
  { header: 'replicasReady', value: s => s.replicas.ready },
  { header: 'replicasDesired', value: s => s.replicas.desired },
  { header: 'state', value: s => s.state },
  { header: 'stateReason', value: s => s.stateReason },
  { header: 'cluster', value: s => s.cluster },
  { header: 'namespace', value: s => s.namespace },
  { header: 'kind', value: s => s.kind },
  { header: 'manager', value: s => s.manager.name },
  { header: 'revision', value: s => s.currentRevision },
  { header: 'changedAt', value: s => s.changedAt },
];

function field(value: string | number | boolean | null): string {
  if (value === null) {
    return '';
  }
  // Spreadsheets run text that begins like a formula; names come from the cluster and are not ours to trust.
  const text =
    typeof value === 'string' && /^[=+\-@\t\r]/.test(value)
      ? `'${value}`
      : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** RFC 4180 text of the servers: plain numbers, times in RFC 3339 UTC, unknown values empty. */
export function serversCsv(servers: readonly ModelServer[]): string {
  const lines = [
    COLUMNS.map(column => column.header),
    ...servers.map(server =>
      COLUMNS.map(column => field(column.value(server))),
    ),
  ];
  return lines.map(line => `${line.join(',')}\r\n`).join('');
}
