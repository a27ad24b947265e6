import { inferenceServerReadPermission } from '@inference-portal/plugin-inference-common';
import { useFindings } from '../../hooks/findings/useFindings';
import { useFleetSummary } from '../../hooks/useFleetSummary';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../translation/useText';
import { StaleBanner } from '../states/StaleBanner';
import { UnloadedView } from '../states/UnloadedView';
import { OverviewView } from './OverviewView';

const SHOWN_FINDINGS = 5;

/** Is the fleet healthy, and what needs me? */
export function OverviewPage() {
  const t = useText();
  const state = useFleetSummary();
  const findings = useFindings({ state: ['open'], limit: SHOWN_FINDINGS });
  const now = useNow();
  if (state.status !== 'ready') {
    return (
      <UnloadedView
        state={state}
        what={t('states.whatOverview')}
        permission={inferenceServerReadPermission.name}
      />
    );
  }
  return (
    <>
      <StaleBanner stale={state.stale} />
      <OverviewView summary={state.data} findings={findings} now={now} />
    </>
  );
}
