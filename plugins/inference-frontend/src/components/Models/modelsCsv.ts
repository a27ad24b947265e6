import type { Model } from '@inference-portal/plugin-inference-common';
import { csvText, type CsvColumn } from '../table/csvText';
import { productionOf } from './modelsQuery';

const COLUMNS: readonly CsvColumn<Model>[] = [
  { header: 'namespace', value: m => m.namespace },
  { header: 'name', value: m => m.name },
  { header: 'title', value: m => m.title },
  { header: 'owner', value: m => m.owner },
  { header: 'productionVersion', value: m => productionOf(m)?.version ?? null },
  { header: 'productionSince', value: m => productionOf(m)?.since ?? null },
  { header: 'latestVersion', value: m => m.latestVersion },
  { header: 'versions', value: m => m.versions },
  { header: 'servers', value: m => m.servers },
  { header: 'license', value: m => m.license },
  { header: 'origin', value: m => m.origin },
  { header: 'conflicts', value: m => m.conflicts },
  { header: 'createdAt', value: m => m.createdAt },
  { header: 'changedAt', value: m => m.changedAt },
];

/** RFC 4180 text of the models. */
export function modelsCsv(models: readonly Model[]): string {
  return csvText(COLUMNS, models);
}
