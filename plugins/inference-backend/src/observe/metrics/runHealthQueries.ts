import type { RuntimeName } from '@inference-portal/plugin-inference-common';
import {
  healthQueries,
  requestMetricQueries,
  type NamedQuery,
} from './namedQueries';
import type { PrometheusClient } from './PrometheusClient';
import type { QueryFailure, QueryResult, Sample } from './PrometheusResult';

/** A named query with its answer. */
export interface AnsweredQuery {
  readonly query: NamedQuery;
  readonly result: QueryResult<Sample>;
}

/** What one look at a Prometheus brings. */
export type PrometheusLook =
  /** Not even the first query was answered. */
  | { readonly status: 'failed'; readonly failure: QueryFailure }
  | {
      readonly status: 'answered';
      readonly version: string | null;
      readonly health: {
        readonly [Key in keyof typeof healthQueries]: AnsweredQuery;
      };
      readonly requestMetrics: ReadonlyMap<RuntimeName, AnsweredQuery>;
    };

/** Sends the named queries one after another, so that a check never loads the server. */
export async function runHealthQueries(
  client: Pick<PrometheusClient, 'query' | 'findVersion'>,
  signal?: AbortSignal,
): Promise<PrometheusLook> {
  const ask = async (query: NamedQuery): Promise<AnsweredQuery> => ({
    query,
    result: await client.query(query.promql, { signal }),
  });

  const targets = await ask(healthQueries.targets);
  if (targets.result.status === 'failed') {
    return { status: 'failed', failure: targets.result };
  }
  const health = {
    targets,
    version: await ask(healthQueries.version),
    targetsUp: await ask(healthQueries.targetsUp),
    freshness: await ask(healthQueries.freshness),
    kubeState: await ask(healthQueries.kubeState),
    gpuEngineActive: await ask(healthQueries.gpuEngineActive),
    gpuUtilization: await ask(healthQueries.gpuUtilization),
    gpuPodsExported: await ask(healthQueries.gpuPodsExported),
    gpuPodsPlain: await ask(healthQueries.gpuPodsPlain),
  };
  const requestMetrics = new Map<RuntimeName, AnsweredQuery>();
  for (const { runtime, query } of requestMetricQueries) {
    requestMetrics.set(runtime, await ask(query));
  }
  const { result } = health.version;
  const told = result.status === 'ok' ? result.series[0]?.labels.version : null;
  return {
    status: 'answered',
    version: (await client.findVersion(signal)) ?? told ?? null,
    health,
    requestMetrics,
  };
}
