import type { InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { Absent } from './Absent';
import styles from './states.module.css';

/** A time as people say it; the exact local and UTC times on hover. */
export function Moment(props: {
  at: InstantMs | null;
  now: InstantMs;
  absent?: string;
}) {
  const t = useText();
  const formats = useFormats();
  const { at } = props;
  if (at === null) {
    return <Absent reason={props.absent ?? t('absent.time')} />;
  }
  return (
    <time
      className={styles.moment}
      dateTime={new Date(at).toISOString()}
      title={t('common.utc', {
        local: formats.dateTime(at),
        utc: formats.utc(at),
      })}
    >
      {formats.relative(at, props.now)}
    </time>
  );
}
