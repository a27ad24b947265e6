import { inferenceDataSourceReadPermission } from '@inference-portal/plugin-inference-common';
import { useDataSources } from '../../hooks/useDataSources';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../translation/useText';
import { PageMessage } from '../states/PageMessage';
import { StaleBanner } from '../states/StaleBanner';
import { UnloadedView } from '../states/UnloadedView';
import { DataSourcesView } from './DataSourcesView';

const NOW_INTERVAL_MS = 2_000;

/** What the portal reads, how well, and what it lacks. */
export function DataSourcesPage() {
  const t = useText();
  const state = useDataSources();
  const now = useNow(NOW_INTERVAL_MS);
  if (state.status !== 'ready') {
    return (
      <UnloadedView
        state={state}
        what={t('states.whatDataSources')}
        permission={inferenceDataSourceReadPermission.name}
        rows={4}
      />
    );
  }
  return (
    <>
      <StaleBanner stale={state.stale} />
      {state.data.length === 0 ? (
        <PageMessage title={t('dataSources.emptyTitle')}>
          <p>{t('dataSources.emptyHint')}</p>
        </PageMessage>
      ) : (
        <DataSourcesView sources={state.data} now={now} />
      )}
    </>
  );
}
