import { Alert, Button } from '@backstage/ui';
import { useFormats } from '../../format/useFormats';
import type { Stale } from '../../hooks/LoadState';
import { useText } from '../../translation/useText';
import styles from './states.module.css';

/** Says that the data on the screen could not be renewed, since when and why. */
export function StaleBanner({ stale }: { stale: Stale | null }) {
  const t = useText();
  const formats = useFormats();
  if (stale === null) {
    return null;
  }
  return (
    <Alert
      className={styles.banner}
      status="warning"
      icon
      title={t('states.staleTitle', { when: formats.dateTime(stale.since) })}
      description={t('states.staleHint', { message: stale.message })}
      customActions={
        <Button size="small" variant="secondary" onPress={() => stale.retry()}>
          {t('states.retry')}
        </Button>
      }
    />
  );
}
