import type { Finding } from '@inference-portal/plugin-inference-common';
import { csvText, type CsvColumn } from '../table/csvText';

const COLUMNS: readonly CsvColumn<Finding>[] = [
  { header: 'id', value: f => f.id },
  { header: 'owner', value: f => f.owner },
  { header: 'server', value: f => f.server.name },
  { header: 'namespace', value: f => f.server.namespace },
  { header: 'cluster', value: f => f.server.cluster },
  { header: 'model', value: f => f.server.model },
  { header: 'cause', value: f => f.cause },
  { header: 'confidence', value: f => f.confidence },
  { header: 'state', value: f => f.state },
  { header: 'summary', value: f => f.summary },
  { header: 'since', value: f => f.since },
  { header: 'gpus', value: f => f.stakes.gpus },
  { header: 'gpuProduct', value: f => f.stakes.gpuProduct },
  { header: 'microsPerMonth', value: f => f.stakes.microsPerMonth },
  { header: 'currency', value: f => f.stakes.currency },
  { header: 'silentUntil', value: f => f.silence && f.silence.until },
  { header: 'openedAt', value: f => f.openedAt },
  { header: 'resolvedAt', value: f => f.resolvedAt },
];

/** RFC 4180 text of the findings; amounts in integer micro-units. */
export function findingsCsv(findings: readonly Finding[]): string {
  return csvText(COLUMNS, findings);
}
