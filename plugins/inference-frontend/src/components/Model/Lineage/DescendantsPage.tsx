import { useMemo } from 'react';
import { inferenceModelReadPermission } from '@inference-portal/plugin-inference-common';
import { useSearchParams } from 'react-router-dom';
import { useDescendants } from '../../../hooks/registry/useLineage';
import { useText } from '../../../translation/useText';
import { PageMessage } from '../../states/PageMessage';
import { StaleBanner } from '../../states/StaleBanner';
import { UnloadedView } from '../../states/UnloadedView';
import { indexLineage } from './lineageIndex';
import { LineageView } from './LineageView';
import styles from '../Model.module.css';

/** Everything that was made from something outside of the registry, such as a public base model with a license problem. */
export function DescendantsPage() {
  const t = useText();
  const [params] = useSearchParams();
  const root = params.get('node');
  return root === null ? (
    <PageMessage title={t('lineage.noNodeTitle')}>
      <p>{t('lineage.noNodeHint')}</p>
    </PageMessage>
  ) : (
    <Descendants root={root} />
  );
}

function Descendants({ root }: { root: string }) {
  const t = useText();
  const state = useDescendants(root);
  const [params, setParams] = useSearchParams();
  const graph = state.status === 'ready' ? state.data : null;
  const index = useMemo(() => graph && indexLineage(graph), [graph]);
  const set = (name: string, value: string | null) =>
    setParams(
      previous => {
        const next = new URLSearchParams(previous);
        if (value === null) {
          next.delete(name);
        } else {
          next.set(name, value);
        }
        return next;
      },
      { replace: true },
    );
  if (state.status !== 'ready' || index === null) {
    return (
      <UnloadedView
        state={state.status === 'ready' ? { status: 'loading' } : state}
        kind="model"
        what={t('states.whatLineage')}
        permission={inferenceModelReadPermission.name}
      />
    );
  }
  return (
    <div className={styles.page}>
      <StaleBanner stale={state.stale} />
      <header className={styles.head}>
        <div className={styles.title}>
          <h2>{t('lineage.descendantsTitle', { name: root })}</h2>
        </div>
      </header>
      <div className={styles.panels}>
        <LineageView
          index={index}
          name={root}
          selected={params.get('chosen')}
          onSelect={id => set('chosen', id)}
          asTable={params.get('as') === 'table'}
          onAsTable={table => set('as', table ? 'table' : null)}
        />
      </div>
    </div>
  );
}
