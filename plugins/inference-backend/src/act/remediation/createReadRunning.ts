import { readRunningNow } from '../../observe/metrics/usage/readRunningNow';
import type { AskPrometheus } from '../metrics/createAskPrometheus';
import type { ReadRunning } from './RemediationPlanner';

/** Tells how many requests all pods of a server work at now. */
export function createReadRunning(ask: AskPrometheus): ReadRunning {
  return async ({ cluster, namespace, pods }, signal) =>
    ask(
      { cluster, namespace, names: pods.map(({ name }) => name) },
      readRunningNow,
      signal,
    );
}
