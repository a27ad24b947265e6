import type { DataSource } from '@inference-portal/plugin-inference-common';
import type { WatchState } from '../watch/WatchState';

/** One word for how well a cluster is being read. */
export function clusterStatus(
  states: readonly WatchState[],
  recording: 'ok' | 'failing',
): DataSource['status'] {
  const failing = states.filter(({ status }) => status === 'failing');
  const reading = states.some(
    ({ status, objects }) =>
      status === 'watching' || (status === 'listing' && objects !== null),
  );
  if (failing.length > 0 && !reading) {
    return failing.every(
      ({ failure }) =>
        failure?.kind === 'unauthorized' || failure?.kind === 'credentials',
    )
      ? 'misconfigured'
      : 'unreachable';
  }
  if (!states.every(({ settled }) => settled)) {
    return 'starting';
  }
  const well =
    failing.length === 0 &&
    recording === 'ok' &&
    states.every(({ status }) => status !== 'forbidden');
  return well ? 'healthy' : 'degraded';
}
