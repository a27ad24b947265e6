import { Alert, ButtonLink } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { FleetSummary } from '@inference-portal/plugin-inference-common';
import { dataSourcesRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import styles from './states.module.css';

/** Says which part of the fleet is missing from the page, and why. Nothing when all clusters are read. */
export function CoverageBanner(props: { coverage: FleetSummary['coverage'] }) {
  const t = useText();
  const link = useRouteRef(dataSourcesRouteRef);
  const { clustersReadable, clustersTotal, reasons } = props.coverage;
  if (clustersReadable >= clustersTotal) {
    return null;
  }
  return (
    <Alert
      className={styles.banner}
      status="warning"
      icon
      title={t('coverage.title', {
        readable: String(clustersReadable),
        total: String(clustersTotal),
      })}
      description={
        <ul className={styles.bannerList}>
          {reasons.map(reason => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      }
      customActions={
        <ButtonLink size="small" variant="secondary" href={link()}>
          {t('coverage.hint')}
        </ButtonLink>
      }
    />
  );
}
