import type { DataSource } from '@inference-portal/plugin-inference-common';
import type { RegistrySource } from '@inference-portal/plugin-inference-node';
import type { DataSourceStore } from '../../record';
import { createDataSource } from '../announceSources';

/** Issues of a data source at most, so that a bad source does not fill the page. */
const MAX_ISSUES = 20;

/** What an import says about its source. */
export interface ImportOutcome {
  /** Of the server; null when it is not known. */
  readonly version: string | null;
  readonly problems: readonly string[];
  /** Why the source could not be read; null when it could. */
  readonly failure: string | null;
}

/** Tells the health of registries under Data sources. */
export class RegistryHealth {
  readonly #dataSources: Pick<DataSourceStore, 'list' | 'put'>;
  readonly #now: () => number;

  constructor(options: {
    dataSources: Pick<DataSourceStore, 'list' | 'put'>;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
  }) {
    this.#dataSources = options.dataSources;
    this.#now = options.now;
  }

  async tell(
    source: RegistrySource,
    { version, problems, failure }: ImportOutcome,
  ): Promise<void> {
    const fresh = createDataSource({ ...source, type: 'registry' });
    const before = (await this.#dataSources.list()).find(
      known => known.id === fresh.id,
    );
    const now = new Date(this.#now()).toISOString();
    const since = (code: string) =>
      before?.issues.find(issue => issue.code === code)?.since ?? now;
    const issues: DataSource['issues'] =
      failure === null
        ? problems.slice(0, MAX_ISSUES).map((message, index) => ({
            code: `model-${index + 1}`,
            message,
            fix: 'Correct it at the source: the next import tries again. All other models were imported.',
            since: since(`model-${index + 1}`),
          }))
        : [
            {
              code: 'unreachable',
              message: failure,
              fix: `Check url and auth of ${source.name} under inference.registries; the next import goes on where this one ended.`,
              since: since('unreachable'),
            },
          ];
    const status = problems.length > 0 ? 'degraded' : 'healthy';
    await this.#dataSources.put({
      ...fresh,
      status: failure === null ? status : 'unreachable',
      version: version ?? before?.version ?? null,
      lastDataAt: failure === null ? now : before?.lastDataAt ?? null,
      checkedAt: now,
      issues,
    });
  }
}
