import { inferenceFindingReadPermission } from '@inference-portal/plugin-inference-common';
import { useParams } from 'react-router-dom';
import { useFinding } from '../../../hooks/findings/useFindings';
import { useNow } from '../../../hooks/useNow';
import { useText } from '../../../translation/useText';
import { StaleBanner } from '../../states/StaleBanner';
import { UnloadedView } from '../../states/UnloadedView';
import { FindingView } from './FindingView';

const NOW_INTERVAL_MS = 60_000;

/** The page of one finding, by the `id` of the route. */
export function FindingPage() {
  const t = useText();
  const { id = '' } = useParams();
  const now = useNow(NOW_INTERVAL_MS);
  const state = useFinding(id);
  if (state.status !== 'ready') {
    return (
      <UnloadedView
        state={state}
        kind="finding"
        what={t('findings.whatOne')}
        permission={inferenceFindingReadPermission.name}
      />
    );
  }
  return (
    <>
      <StaleBanner stale={state.stale} />
      <FindingView finding={state.data} now={now} />
    </>
  );
}
