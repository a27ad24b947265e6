import { Alert, ButtonLink } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { FindingPage } from '@inference-portal/plugin-inference-common';
import { parseInstant } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { dataSourcesRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import styles from '../states/states.module.css';

/** Says for which clusters nothing new can be found now, since when and why. Nothing while all are watched. */
export function DetectionBanner(props: {
  detection: FindingPage['detection'];
}) {
  const t = useText();
  const formats = useFormats();
  const link = useRouteRef(dataSourcesRouteRef);
  const { paused } = props.detection;
  if (paused.length === 0) {
    return null;
  }
  return (
    <Alert
      className={styles.banner}
      status="warning"
      icon
      title={t('findings.pausedTitle', { count: paused.length })}
      description={
        <ul className={styles.bannerList}>
          {paused.map(({ cluster, since, message }) => {
            const at = parseInstant(since);
            return (
              <li key={cluster}>
                {at === null
                  ? t('findings.pausedWhy', { cluster, message })
                  : t('findings.pausedSince', {
                      cluster,
                      when: formats.dateTime(at),
                      message,
                    })}
              </li>
            );
          })}
        </ul>
      }
      customActions={
        <ButtonLink size="small" variant="secondary" href={link()}>
          {t('findings.pausedAction')}
        </ButtonLink>
      }
    />
  );
}
