import type { DataSource } from '@inference-portal/plugin-inference-common';
import { textAt } from './observations';

/** A cluster that is watched without trouble. */
export function dataSource(
  facts: Partial<DataSource> & { name: string },
): DataSource {
  return {
    id: `${facts.type ?? 'cluster'}:${facts.name}`,
    type: 'cluster',
    url: `https://${facts.name}.example.com:6443`,
    status: 'healthy',
    version: 'v1.33.4',
    lastDataAt: textAt(0),
    lagSeconds: 0.4,
    checkedAt: textAt(1_000),
    coverage: [{ name: 'resources', have: 9, want: 9 }],
    issues: [],
    resources: [
      {
        resource: 'apps/v1/deployments',
        status: 'watching',
        objects: 12,
        lastEventAt: textAt(0),
      },
    ],
    queries: [],
    ...facts,
  };
}
