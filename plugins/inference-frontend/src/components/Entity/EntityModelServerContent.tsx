import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { inferenceServerReadPermission } from '@inference-portal/plugin-inference-common';
import { useEntityServers } from '../../hooks/useEntityServers';
import { useText } from '../../translation/useText';
import { ServerDetail } from '../Server/ServerDetail';
import { PageMessage } from '../states/PageMessage';
import { StaleBanner } from '../states/StaleBanner';
import { UnloadedView } from '../states/UnloadedView';
import { EntityServersTable } from './EntityServersTable';

/** The server that a `model-server` Component describes; a list when it runs on several clusters. */
export function EntityModelServerContent() {
  const t = useText();
  const { entity } = useEntity();
  const state = useEntityServers(stringifyEntityRef(entity));
  if (state.status !== 'ready') {
    return (
      <UnloadedView
        state={state}
        what={t('states.whatServer')}
        permission={inferenceServerReadPermission.name}
      />
    );
  }
  const [first, ...others] = state.data;
  if (first === undefined) {
    return (
      <PageMessage title={t('entity.noServerTitle')}>
        <p>{t('entity.noServerHint')}</p>
      </PageMessage>
    );
  }
  return others.length === 0 ? (
    <ServerDetail id={first.id} />
  ) : (
    <>
      <StaleBanner stale={state.stale} />
      <EntityServersTable servers={state.data} />
    </>
  );
}
