import type { ModelServer } from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../format/instant';
import { useServerRelease } from '../../hooks/changes/useReleases';
import { asFailing } from './FailingRelease';
import { FailingReleaseAlert } from './FailingReleaseAlert';

/** On the page of a server whose last release made it worse; nothing while it did not, or nobody knows. */
export function ServerReleaseBanner(props: {
  server: ModelServer;
  now: InstantMs;
}) {
  const { server, now } = props;
  const state = useServerRelease(server.id, server.currentRevision);
  // A page about something else is no place for what cannot be read here.
  const release = state.status === 'ready' ? asFailing(state.data) : null;
  return release === null ? null : (
    <FailingReleaseAlert release={release} now={now} />
  );
}
