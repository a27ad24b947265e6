import { parseInstant } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import styles from './Changes.module.css';

/** What happened to a change, oldest first. */
export function ChangeEvents<State extends string>(props: {
  events: readonly {
    readonly at: string;
    readonly state: State;
    readonly message: string;
  }[];
  stateName(state: State): string;
}) {
  const t = useText();
  const formats = useFormats();
  return (
    <ol className={styles.events} aria-label={t('changes.events')}>
      {props.events.map(({ at, state, message }, index) => {
        const instant = parseInstant(at);
        return (
          <li key={index}>
            <span
              className={styles.when}
              title={instant === null ? undefined : formats.utc(instant)}
            >
              {instant === null ? '—' : formats.dateTime(instant)}
            </span>
            <span>
              <strong>{props.stateName(state)}</strong> · {message}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
