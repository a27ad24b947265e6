import { useCallback, useMemo, useState } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  inferenceModelReadPermission,
  type Model,
  type ModelRef,
} from '@inference-portal/plugin-inference-common';
import { RiAddLine } from '@remixicon/react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { useModels } from '../../hooks/registry/useModels';
import { useCreatePermission } from '../../hooks/registry/useModelPermission';
import { useNow } from '../../hooks/useNow';
import { modelRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { GuardedButton } from '../RegistryDialogs/GuardedButton';
import { RegisterModelDialog } from '../RegistryDialogs/RegisterModelDialog';
import { PageMessage } from '../states/PageMessage';
import { StaleBanner } from '../states/StaleBanner';
import { UnloadedView } from '../states/UnloadedView';
import { downloadText } from '../table/downloadText';
import { parseTableQuery, writeTableQuery } from '../table/tableQuery';
import { modelsCsv } from './modelsCsv';
import { MODEL_FACETS, type ModelsQuery } from './modelsQuery';
import { ModelsView } from './ModelsView';

const NOW_INTERVAL_MS = 30_000;

function downloadModels(models: readonly Model[]) {
  downloadText('models.csv', 'text/csv', modelsCsv(models));
}

/** Every registered model that the user may see. */
export function ModelsPage() {
  const t = useText();
  const state = useModels();
  const now = useNow(NOW_INTERVAL_MS);
  const right = useCreatePermission();
  const [registering, setRegistering] = useState(false);
  const modelLink = useRouteRef(modelRouteRef);
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const query = useMemo(() => parseTableQuery(params, MODEL_FACETS), [params]);
  const onQuery = useCallback(
    (next: ModelsQuery) =>
      setParams(previous => writeTableQuery(next, MODEL_FACETS, previous), {
        replace: true,
      }),
    [setParams],
  );
  const linkTo = useCallback(
    ({ namespace, name }: ModelRef) => modelLink({ namespace, name }),
    [modelLink],
  );
  const open = useCallback(
    (model: ModelRef) => navigate(linkTo(model)),
    [navigate, linkTo],
  );

  if (state.status !== 'ready') {
    return (
      <UnloadedView
        state={state}
        what={t('states.whatModels')}
        permission={inferenceModelReadPermission.name}
        rows={16}
      />
    );
  }
  const register = (
    <GuardedButton
      right={right}
      variant="primary"
      iconStart={<RiAddLine />}
      onPress={() => setRegistering(true)}
    >
      {t('models.register')}
    </GuardedButton>
  );
  return (
    <>
      <StaleBanner stale={state.stale} />
      {state.data.complete && state.data.items.length === 0 ? (
        <PageMessage title={t('models.emptyTitle')}>
          <p>{t('models.emptyHint')}</p>
          {register}
        </PageMessage>
      ) : (
        <ModelsView
          loaded={state.data}
          now={now}
          query={query}
          onQuery={onQuery}
          linkTo={linkTo}
          onOpen={open}
          onDownload={downloadModels}
          action={register}
        />
      )}
      {registering && (
        <RegisterModelDialog
          onClose={() => setRegistering(false)}
          onRegistered={open}
        />
      )}
    </>
  );
}
