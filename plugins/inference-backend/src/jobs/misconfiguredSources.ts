import type { DataSource } from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../types';
import { createDataSource } from './announceSources';

/** A part of the configuration that cannot be used. */
export interface ConfigProblem {
  readonly type: DataSource['type'];
  /** Name of the source, or the configuration key of an entry without one. */
  readonly name: string;
  readonly message: string;
  readonly fix: string;
}

/** Shows what cannot be used as data sources, one a name, so that nobody has to look for it in a log. */
export function misconfiguredSources(
  problems: readonly ConfigProblem[],
  now: InstantMs,
): DataSource[] {
  const at = new Date(now).toISOString();
  const sources = new Map<string, DataSource>();
  for (const { type, name, message, fix } of problems) {
    const fresh = createDataSource({ type, name, url: null });
    const source = sources.get(fresh.id) ?? {
      ...fresh,
      status: 'misconfigured',
      checkedAt: at,
    };
    sources.set(fresh.id, {
      ...source,
      issues: [...source.issues, { code: 'config', message, fix, since: at }],
    });
  }
  return [...sources.values()];
}
