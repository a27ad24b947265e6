import { Alert, ButtonLink } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { FindingPage } from '@inference-portal/plugin-inference-common';
import { parseInstant } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { dataSourcesRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import styles from '../states/states.module.css';

type Paused = FindingPage['detection']['paused'][number];

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
  const timeOf = ({ kind, since, readBackTo }: Paused) =>
    parseInstant(kind === 'past' ? readBackTo : since);
  const exact = (one: Paused) => {
    const at = timeOf(one);
    return at === null ? undefined : formats.utc(at);
  };
  const sentence = (one: Paused) => {
    const { kind, cluster } = one;
    const at = timeOf(one);
    if (at === null) {
      return t(`findings.paused.${kind}`, { cluster });
    }
    const when = formats.dateTime(at);
    return t(`findings.pausedAt.${kind}`, { cluster, when });
  };
  return (
    <Alert
      className={styles.banner}
      status="warning"
      icon
      title={t('findings.pausedTitle', { count: paused.length })}
      description={
        <ul className={styles.bannerList}>
          {paused.map(one => (
            <li key={`${one.cluster} ${one.kind}`} title={exact(one)}>
              {sentence(one)}
            </li>
          ))}
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
