import { Button } from '@backstage/ui';
import type { ServerRevision } from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../format/instant';
import type { LoadedRevisions } from '../../hooks/useServerRevisions';
import { useText } from '../../translation/useText';
import { Panel } from '../layout/Panel';
import type { DiffLayout } from './DiffTable';
import { RevisionDiff } from './RevisionDiff';
import { RevisionsTable } from './RevisionsTable';
import styles from './Revisions.module.css';

/** List of revisions above the difference between two of them. */
export function RevisionsView(props: {
  server: { readonly id: string; readonly name: string };
  loaded: LoadedRevisions;
  now: InstantMs;
  from: ServerRevision | null;
  to: ServerRevision | null;
  layout: DiffLayout;
  onCompare(from: number, to: number): void;
  onLayout(layout: DiffLayout): void;
}) {
  const t = useText();
  const { loaded, from, to } = props;
  return (
    <div className={styles.page}>
      <Panel title={t('revisions.list')}>
        <RevisionsTable
          server={props.server}
          revisions={loaded.revisions}
          now={props.now}
          from={from?.number ?? null}
          to={to?.number ?? null}
          onCompare={props.onCompare}
        />
        {loaded.loadOlder && (
          <Button variant="secondary" size="small" onPress={loaded.loadOlder}>
            {t('revisions.older')}
          </Button>
        )}
      </Panel>
      <Panel title={t('revisions.compare')}>
        {from && to ? (
          <RevisionDiff
            // Opened folds and the marked change belong to this pair of revisions.
            key={`${from.id} ${to.id}`}
            from={from}
            to={to}
            layout={props.layout}
            onLayout={props.onLayout}
            onSwap={() => props.onCompare(to.number, from.number)}
          />
        ) : (
          <p className={styles.hint}>{t('revisions.oneOnly')}</p>
        )}
      </Panel>
    </div>
  );
}
