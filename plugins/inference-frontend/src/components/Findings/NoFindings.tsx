import { ButtonLink } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { FindingPage } from '@inference-portal/plugin-inference-common';
import { dataSourcesRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { PageMessage } from '../states/PageMessage';
import type { Show } from './findingsQuery';

/** Why the list is empty: there is nothing, nobody has looked, or nobody could see. */
export function NoFindings(props: {
  show: Show;
  detection: FindingPage['detection'];
}) {
  const t = useText();
  const dataSources = useRouteRef(dataSourcesRouteRef)();
  const { show, detection } = props;
  const sources = (
    <ButtonLink variant="primary" href={dataSources}>
      {t('findings.pausedAction')}
    </ButtonLink>
  );
  if (show === 'silenced') {
    return (
      <PageMessage title={t('findings.emptySilencedTitle')}>
        <p>{t('findings.emptySilencedHint')}</p>
      </PageMessage>
    );
  }
  if (show === 'resolved') {
    return (
      <PageMessage title={t('findings.emptyResolvedTitle')}>
        <p>{t('findings.emptyResolvedHint')}</p>
      </PageMessage>
    );
  }
  if (detection.lastRunAt === null) {
    return (
      <PageMessage title={t('findings.notLookedTitle')}>
        <p>{t('findings.neverLooked')}</p>
        {sources}
      </PageMessage>
    );
  }
  return detection.paused.length > 0 ? (
    <PageMessage title={t('findings.blindTitle')}>
      <p>{t('findings.blindHint')}</p>
      {sources}
    </PageMessage>
  ) : (
    <PageMessage title={t('findings.emptyTitle')}>
      <p>{t('findings.emptyHint')}</p>
    </PageMessage>
  );
}
