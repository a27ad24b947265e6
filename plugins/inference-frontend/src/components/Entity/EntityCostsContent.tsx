import { useMemo } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  describedModel,
  inferenceServerReadPermission,
} from '@inference-portal/plugin-inference-common';
import { useEntityServers } from '../../hooks/useEntityServers';
import { useText } from '../../translation/useText';
import { BudgetsPanel } from '../Costs/budgets/BudgetsPanel';
import { CostsContent } from '../Costs/CostsContent';
import { WHOLE_FLEET } from '../Costs/costScope';
import { PageMessage } from '../states/PageMessage';
import { UnloadedView } from '../states/UnloadedView';
import styles from './Entity.module.css';

/** What an `ai-model` Resource costs, by version, and its budget. */
export function EntityModelCostsContent() {
  const { entity } = useEntity();
  const { namespace, name } = describedModel(entity);
  const ref = `${namespace}/${name}`;
  const fixed = useMemo(() => ({ ...WHOLE_FLEET, model: [ref] }), [ref]);
  return (
    <div className={styles.costs}>
      <CostsContent fixed={fixed} />
      <BudgetsPanel query={{ model: [ref] }} scope={{ kind: 'model', ref }} />
    </div>
  );
}

/** What a Group costs with all groups below it, by model, and its budget. */
export function EntityGroupCostsContent() {
  const ref = stringifyEntityRef(useEntity().entity);
  const fixed = useMemo(() => ({ ...WHOLE_FLEET, owner: [ref] }), [ref]);
  return (
    <div className={styles.costs}>
      <CostsContent fixed={fixed} withSubgroups />
      <BudgetsPanel query={{ owner: [ref] }} scope={{ kind: 'owner', ref }} />
    </div>
  );
}

/** What the server that a `model-server` Component describes costs, by pod. */
export function EntityModelServerCostsContent() {
  const t = useText();
  const state = useEntityServers(stringifyEntityRef(useEntity().entity));
  const ids =
    state.status === 'ready' ? state.data.map(({ id }) => id).join(' ') : '';
  const fixed = useMemo(
    () => ({ ...WHOLE_FLEET, server: ids.split(' ').filter(Boolean) }),
    [ids],
  );
  if (state.status !== 'ready') {
    return (
      <UnloadedView
        state={state}
        what={t('states.whatServer')}
        permission={inferenceServerReadPermission.name}
      />
    );
  }
  // Without a server there would be no filter, and the page of one server must never show the fleet.
  return fixed.server.length === 0 ? (
    <PageMessage title={t('entity.noServerTitle')}>
      <p>{t('entity.noServerHint')}</p>
    </PageMessage>
  ) : (
    <CostsContent fixed={fixed} />
  );
}
