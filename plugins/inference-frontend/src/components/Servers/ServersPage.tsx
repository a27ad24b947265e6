import { useCallback, useMemo, useState } from 'react';
import { ButtonLink } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  inferenceServerReadPermission,
  type ModelRef,
  type ModelServer,
} from '@inference-portal/plugin-inference-common';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { useFleetRates } from '../../hooks/useFleetRates';
import { useFleetUsage } from '../../hooks/useFleetUsage';
import { useFleetSummary } from '../../hooks/useFleetSummary';
import { useModelServers } from '../../hooks/useModelServers';
import { useFleetReadiness } from '../../hooks/readiness/useReadinessReport';
import {
  dataSourcesRouteRef,
  modelRouteRef,
  serverRouteRef,
} from '../../routes';
import { useText } from '../../translation/useText';
import { RegisterServerDialog } from '../RegistryDialogs/RegisterServerDialog';
import { CoverageBanner } from '../states/CoverageBanner';
import { PageMessage } from '../states/PageMessage';
import { StaleBanner } from '../states/StaleBanner';
import { UnloadedView } from '../states/UnloadedView';
import type { ServerRow } from './ServerRow';
import { ServersView } from './ServersView';
import { downloadText } from '../table/downloadText';
import { serversCsv } from './serversCsv';
import {
  parseServersQuery,
  writeServersQuery,
  type ServersQuery,
} from './serversQuery';

function downloadServers(servers: readonly ServerRow[]) {
  downloadText('model-servers.csv', 'text/csv', serversCsv(servers));
}

/** Every model server that the user may see. */
export function ServersPage() {
  const t = useText();
  const state = useModelServers();
  const summary = useFleetSummary();
  const usage = useFleetUsage();
  const rates = useFleetRates();
  const readiness = useFleetReadiness();
  const serverLink = useRouteRef(serverRouteRef);
  const dataSourcesLink = useRouteRef(dataSourcesRouteRef);
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const query = useMemo(() => parseServersQuery(params), [params]);
  const onQuery = useCallback(
    (next: ServersQuery) =>
      setParams(previous => writeServersQuery(next, previous), {
        replace: true,
      }),
    [setParams],
  );
  const linkTo = useCallback((id: string) => serverLink({ id }), [serverLink]);
  const onOpen = useCallback(
    (id: string) => navigate(serverLink({ id })),
    [navigate, serverLink],
  );

  const modelLink = useRouteRef(modelRouteRef);
  const openModel = useCallback(
    ({ namespace, name }: ModelRef) => navigate(modelLink({ namespace, name })),
    [navigate, modelLink],
  );
  const [registering, setRegistering] = useState<ModelServer | null>(null);
  const actions = useMemo(
    () => ({
      onRegister: (server: ModelServer) => setRegistering(server),
      onOpenModel: ({ registration }: ModelServer) => {
        if (registration) {
          openModel(registration);
        }
      },
    }),
    [openModel],
  );

  if (state.status !== 'ready') {
    return (
      <UnloadedView
        state={state}
        what={t('states.whatServers')}
        permission={inferenceServerReadPermission.name}
        rows={16}
      />
    );
  }
  const coverage =
    summary.status === 'ready' ? summary.data.coverage : undefined;
  const empty = state.data.complete && state.data.items.length === 0;
  return (
    <>
      <StaleBanner stale={state.stale} />
      {coverage && <CoverageBanner coverage={coverage} />}
      {empty ? (
        <PageMessage title={t('servers.emptyTitle')}>
          <p>{t('servers.emptyHint')}</p>
          <ButtonLink variant="primary" href={dataSourcesLink()}>
            {t('servers.emptyAction')}
          </ButtonLink>
        </PageMessage>
      ) : (
        <ServersView
          loaded={state.data}
          usage={usage.status === 'ready' ? usage.data : null}
          rates={rates.status === 'ready' ? rates.data : null}
          readiness={readiness.status === 'ready' ? readiness.data : null}
          query={query}
          onQuery={onQuery}
          linkTo={linkTo}
          onOpen={onOpen}
          onDownload={downloadServers}
          actions={actions}
        />
      )}
      {registering && (
        <RegisterServerDialog
          serverId={registering.id}
          serverName={registering.name}
          onClose={() => setRegistering(null)}
          onRegistered={openModel}
        />
      )}
    </>
  );
}
