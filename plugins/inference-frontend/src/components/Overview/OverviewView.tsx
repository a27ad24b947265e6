import { ButtonLink } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type {
  FindingPage,
  FleetSummary,
} from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import type { LoadState } from '../../hooks/LoadState';
import { dataSourcesRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { FailingReleases } from '../Releases/FailingReleases';
import { CoverageBanner } from '../states/CoverageBanner';
import { PageMessage } from '../states/PageMessage';
import { needsAttention } from '../states/serverStates';
import { FleetFigures } from './FleetFigures';
import { GpusByOwner } from './GpusByOwner';
import { GpusByProduct } from './GpusByProduct';
import { NeedsYou } from './NeedsYou';
import { ServersByState } from './ServersByState';
import styles from './Overview.module.css';

/** Number of servers in a failing state. */
export function attentionCount(summary: FleetSummary): number {
  return summary.byState
    .filter(line => needsAttention(line.state))
    .reduce((sum, line) => sum + line.count, 0);
}

/** The overview of a fleet: the answer, the figures, then what proves them. */
export function OverviewView(props: {
  summary: FleetSummary;
  findings: LoadState<FindingPage>;
  now: InstantMs;
}) {
  const t = useText();
  const formats = useFormats();
  const dataSourcesLink = useRouteRef(dataSourcesRouteRef);
  const { summary, findings, now } = props;
  const attention = attentionCount(summary);

  if (summary.servers === 0) {
    return (
      <>
        <CoverageBanner coverage={summary.coverage} />
        <PageMessage title={t('overview.emptyTitle')}>
          <p>{t('overview.emptyHint')}</p>
          <ButtonLink variant="primary" href={dataSourcesLink()}>
            {t('overview.emptyAction')}
          </ButtonLink>
        </PageMessage>
      </>
    );
  }
  return (
    <div className={styles.page}>
      <CoverageBanner coverage={summary.coverage} />
      <FailingReleases now={now} />
      <h2 className={styles.headline}>
        {attention === 0
          ? t('overview.headlineHealthy', { count: summary.servers })
          : t('overview.headlineAttention', {
              count: attention,
              total: formats.count(summary.servers),
            })}
      </h2>
      <FleetFigures
        summary={summary}
        attention={attention}
        findings={findings}
      />
      <div className={styles.columns}>
        <div className={styles.column}>
          <NeedsYou
            servers={summary.needsAttention}
            total={attention}
            findings={findings.status === 'ready' ? findings.data : null}
            now={now}
          />
          <ServersByState byState={summary.byState} total={summary.servers} />
        </div>
        <div className={styles.column}>
          <GpusByProduct gpus={summary.gpus} />
          <GpusByOwner byOwner={summary.byOwner} />
        </div>
      </div>
    </div>
  );
}
