import type { DataSource } from '@inference-portal/plugin-inference-common';
import type { DataSourceStore } from '../record';

/** A source that is configured well. */
export interface ConfiguredSource {
  readonly type: DataSource['type'];
  readonly name: string;
  /** Without credentials; null when only the connection knows it. */
  readonly url: string | null;
}

/** Id of a data source, such as `cluster:eu-west`. */
export function dataSourceId(type: DataSource['type'], name: string): string {
  return `${type}:${name}`;
}

/** A source of which nothing is known but its configuration. */
export function createDataSource({
  type,
  name,
  url,
}: ConfiguredSource): DataSource {
  return {
    id: dataSourceId(type, name),
    type,
    name,
    url,
    status: 'starting',
    version: null,
    lastDataAt: null,
    lagSeconds: null,
    checkedAt: null,
    coverage: [],
    issues: [],
    resources: [],
    queries: [],
  };
}

/**
 * Makes the list of data sources agree with the configuration: drops those no longer configured, tells what is wrong with
 * the misconfigured, and shows new ones before they are first read. Health of the others stays as recorded, since another
 * replica may be reading them.
 */
export async function announceSources(options: {
  configured: readonly ConfiguredSource[];
  misconfigured: readonly DataSource[];
  dataSources: DataSourceStore;
}): Promise<void> {
  const { configured, misconfigured, dataSources } = options;
  const expected = configured.map(createDataSource);
  await dataSources.retain(
    [...expected, ...misconfigured].map(source => source.id),
  );
  const known = new Map(
    (await dataSources.list()).map(source => [source.id, source]),
  );
  for (const source of expected) {
    const before = known.get(source.id);
    if (!before || before.status === 'misconfigured') {
      await dataSources.put(source);
    }
  }
  for (const source of misconfigured) {
    await dataSources.put(source);
  }
}
