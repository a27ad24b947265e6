import { inferenceServerReadPermission } from '@inference-portal/plugin-inference-common';
import { useServerReadiness } from '../../hooks/useServerReadiness';
import { useText } from '../../translation/useText';
import { StaleBanner } from '../states/StaleBanner';
import { UnloadedView } from '../states/UnloadedView';
import { ReadinessView } from './ReadinessView';

/** How ready for production a server is. */
export function ServerReadinessPanel({ serverId }: { serverId: string }) {
  const t = useText();
  const state = useServerReadiness(serverId);
  return state.status === 'ready' ? (
    <>
      <StaleBanner stale={state.stale} />
      <ReadinessView readiness={state.data} />
    </>
  ) : (
    <UnloadedView
      state={state}
      what={t('readiness.what')}
      permission={inferenceServerReadPermission.name}
    />
  );
}
