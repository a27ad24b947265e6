import { ButtonLink } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { inferenceServerReadPermission } from '@inference-portal/plugin-inference-common';
import { useParams } from 'react-router-dom';
import { useRollback } from '../../hooks/changes/useRollbacks';
import { useNow } from '../../hooks/useNow';
import { rollbacksRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { PageMessage } from '../states/PageMessage';
import { StaleBanner } from '../states/StaleBanner';
import { UnloadedView } from '../states/UnloadedView';
import { RollbackView } from './RollbackView';

/** The page of one rollback, by the `id` of the route; it lives in the database, so that a reload loses nothing. */
export function RollbackPage() {
  const t = useText();
  const { id = '' } = useParams();
  const now = useNow();
  const list = useRouteRef(rollbacksRouteRef)();
  const state = useRollback(id);
  if (state.status === 'not-found') {
    return (
      <PageMessage title={t('rollback.notFoundTitle')} role="alert">
        <p>{t('rollback.notFoundHint')}</p>
        <ButtonLink href={list} variant="secondary">
          {t('rollback.back')}
        </ButtonLink>
      </PageMessage>
    );
  }
  if (state.status !== 'ready') {
    return (
      <UnloadedView
        state={state}
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
