import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { inferenceServerReadPermission } from '@inference-portal/plugin-inference-common';
import { useEntityServers } from '../../hooks/useEntityServers';
import { useText } from '../../translation/useText';
import { PageMessage } from '../states/PageMessage';
import { StaleBanner } from '../states/StaleBanner';
import { UnloadedView } from '../states/UnloadedView';
import { EntityServersTable } from './EntityServersTable';

/** Servers that run the model which an `ai-model` Resource describes. */
export function EntityModelServersContent() {
  const t = useText();
  const { entity } = useEntity();
  const state = useEntityServers(stringifyEntityRef(entity));
  if (state.status !== 'ready') {
    return (
      <UnloadedView
        state={state}
        what={t('states.whatServers')}
        permission={inferenceServerReadPermission.name}
      />
    );
  }
  if (state.data.length === 0) {
    return (
      <PageMessage title={t('entity.noModelServerTitle')}>
        <p>{t('entity.noModelServerHint')}</p>
      </PageMessage>
    );
  }
  return (
    <>
      <StaleBanner stale={state.stale} />
      <EntityServersTable servers={state.data} />
    </>
  );
}
