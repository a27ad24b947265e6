import { inferenceServerReadPermission } from '@inference-portal/plugin-inference-common';
import { useParams } from 'react-router-dom';
import { useRollback } from '../../hooks/changes/useRollbacks';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../translation/useText';
import { StaleBanner } from '../states/StaleBanner';
import { UnloadedView } from '../states/UnloadedView';
import { RollbackView } from './RollbackView';

/** The page of one rollback, by the `id` of the route; it lives in the database, so that a reload loses nothing. */
export function RollbackPage() {
  const t = useText();
  const { id = '' } = useParams();
  const now = useNow();
  const state = useRollback(id);
  if (state.status !== 'ready') {
    return (
      <UnloadedView
        state={state}
        kind="rollback"
        what={t('rollback.whatOne')}
        permission={inferenceServerReadPermission.name}
      />
    );
  }
  return (
    <>
      <StaleBanner stale={state.stale} />
      <RollbackView rollback={state.data} now={now} />
    </>
  );
}
