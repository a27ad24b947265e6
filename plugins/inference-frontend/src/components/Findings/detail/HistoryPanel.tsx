import type { FindingEvent } from '@inference-portal/plugin-inference-common';
import { parseInstant } from '../../../format/instant';
import { useFormats } from '../../../format/useFormats';
import { useText } from '../../../translation/useText';
import { Panel } from '../../layout/Panel';
import { shortOwner } from '../../states/OwnerName';
import { causeNamed } from '../findingsQuery';
import styles from '../Findings.module.css';

/** What happened to a finding, newest first. */
export function HistoryPanel(props: { history: readonly FindingEvent[] }) {
  const t = useText();
  const formats = useFormats();
  const phrase = (event: FindingEvent): string => {
    const until = parseInstant(event.until);
    const when = until === null ? '—' : formats.dateTime(until);
    const confidence =
      event.confidence === null
        ? '—'
        : t(`findings.confidences.${event.confidence}`);
    switch (event.kind) {
      case 'opened': {
        const cause = causeNamed(event.cause ?? '');
        return cause === null
          ? t('findings.event.opened', { confidence })
          : t('findings.event.openedFrom', {
              cause: t(`findings.causes.${cause}`),
              confidence,
            });
      }
      case 'confidence-changed':
        return t('findings.event.confidence-changed', { confidence });
      case 'snoozed':
      case 'waived':
        return t(`findings.event.${event.kind}`, { until: when });
      default:
        return t(`findings.event.${event.kind}`);
    }
  };
  return (
    <Panel title={t('findings.history')}>
      <ol className={styles.history}>
        {[...props.history].reverse().map(event => {
          const at = parseInstant(event.at);
          return (
            <li key={`${event.at} ${event.kind}`}>
              <span
                className={styles.when}
                title={at === null ? '' : formats.utc(at)}
              >
                {at === null ? '—' : formats.dateTime(at)}
              </span>
              <span>
                {phrase(event)} ·{' '}
                {event.by === null
                  ? t('findings.portal')
                  : shortOwner(event.by)}
                {event.reason !== null && event.kind !== 'resolved' && (
                  <q className={styles.quote}>{event.reason}</q>
                )}
              </span>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
