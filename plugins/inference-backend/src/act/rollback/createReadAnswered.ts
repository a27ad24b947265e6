import type { ModelServerDetail } from '@inference-portal/plugin-inference-common';
import type { Answered } from '../../decide/rollback/judgeAnswered';
import { SECOND_MS } from '../../durations';
import { readAnswered } from '../../observe/metrics/usage/readAnswered';
import type { AskPrometheus } from '../metrics/createAskPrometheus';
import { isNewPod } from './readReleaseProgress';

/** The next look comes soon; pods alone decide when metrics take longer. */
export const METRICS_MS = 5 * SECOND_MS;

/** What pods of a server that began after `since` (UTC ms) did with their requests; null when nobody says. Never rejects. */
export type ReadAnswered = (
  server: ModelServerDetail,
  since: number,
) => Promise<Answered | null>;

/** Asks the Prometheus of the server's cluster. */
export function createReadAnswered(ask: AskPrometheus): ReadAnswered {
  return async ({ cluster, namespace, pods }, since) =>
    ask(
      {
        cluster,
        namespace,
        names: pods.filter(pod => isNewPod(pod, since)).map(({ name }) => name),
      },
      readAnswered,
      AbortSignal.timeout(METRICS_MS),
    );
}
