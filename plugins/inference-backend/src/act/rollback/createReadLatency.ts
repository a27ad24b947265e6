import type { ModelServerDetail } from '@inference-portal/plugin-inference-common';
import type { MeasuredLatency } from '../../decide/rollback/judgeLatency';
import { readLatency } from '../../observe/metrics/usage/readLatency';
import type { AskPrometheus } from '../metrics/createAskPrometheus';
import { METRICS_MS } from './createReadAnswered';
import { isNewPod } from './readReleaseProgress';

/** How long pods of a server that began after `since` (UTC ms) took for their requests; null when nobody says. Never rejects. */
export type ReadLatency = (
  server: ModelServerDetail,
  since: number,
) => Promise<MeasuredLatency | null>;

/** Asks the Prometheus of the server's cluster. */
export function createReadLatency(ask: AskPrometheus): ReadLatency {
  return async ({ cluster, namespace, pods }, since) =>
    ask(
      {
        cluster,
        namespace,
        names: pods.filter(pod => isNewPod(pod, since)).map(({ name }) => name),
      },
      readLatency,
      AbortSignal.timeout(METRICS_MS),
    );
}
