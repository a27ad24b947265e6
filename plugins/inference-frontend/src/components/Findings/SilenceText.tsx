import type { Finding } from '@inference-portal/plugin-inference-common';
import { parseInstant, type InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { shortOwner } from '../states/OwnerName';
import styles from './Findings.module.css';

/** Who answered a finding, when and why, or why it no longer holds. Nothing for an open one. */
export function SilenceText(props: { finding: Finding; now: InstantMs }) {
  const t = useText();
  const formats = useFormats();
  const { state, silence, resolvedAt, resolution } = props.finding;
  const resolved = parseInstant(resolvedAt);
  if (resolved !== null) {
    return (
      <span className={styles.place} title={formats.utc(resolved)}>
        {t('findings.resolvedSince', {
          when: formats.relative(resolved, props.now),
          why: t(`findings.resolutions.${resolution ?? 'unknown'}`),
        })}
      </span>
    );
  }
  if (state === 'open' || silence === null) {
    return null;
  }
  const at = parseInstant(silence.at);
  const until = parseInstant(silence.until);
  return (
    <span className={styles.place}>
      {t('findings.silencedBy', {
        state: t(`findings.states.${silence.kind}`),
        who: shortOwner(silence.by),
        when: at === null ? '—' : formats.relative(at, props.now),
      })}{' '}
      {until === null
        ? t('findings.acceptedUntil')
        : t('findings.silencedUntil', { until: formats.dateTime(until) })}
      {silence.reason !== null && <q>{silence.reason}</q>}
    </span>
  );
}
