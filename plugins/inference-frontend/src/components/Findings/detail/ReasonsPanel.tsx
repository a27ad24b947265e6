import {
  ANNOTATION_SCHEDULE,
  ANNOTATION_STANDBY,
  type Finding,
  type FindingCause,
} from '@inference-portal/plugin-inference-common';
import { parseInstant, type InstantMs } from '../../../format/instant';
import { useFormats } from '../../../format/useFormats';
import { useText } from '../../../translation/useText';
import { Panel } from '../../layout/Panel';
import { Moment } from '../../states/Moment';
import { reasonText } from '../reasonText';
import styles from '../Findings.module.css';

/** Causes that a declaration on the workload takes away. */
const DECLARABLE: ReadonlySet<FindingCause> = new Set([
  'zombie',
  'idle',
  'superseded',
]);

/** Why the portal says so, in words with the figures, and what would make it say something else. */
export function ReasonsPanel(props: { finding: Finding; now: InstantMs }) {
  const t = useText();
  const formats = useFormats();
  const { finding, now } = props;
  const next = parseInstant(finding.nextCheckAt);
  const looked = parseInstant(finding.checkedAt);
  return (
    <Panel title={t('findings.why')}>
      <ul className={styles.reasons}>
        {finding.reasons.map(reason => (
          <li key={reason.code} data-code={reason.code}>
            {reasonText(reason, t, formats)}
          </li>
        ))}
      </ul>
      <p className={styles.note}>
        {t('findings.whyConfidence', {
          confidence: t(`findings.confidences.${finding.confidence}`),
          when: looked === null ? '—' : formats.relative(looked, now),
        })}
      </p>
      {finding.resolvedAt === null && (
        <>
          <h4 className={styles.subhead}>{t('findings.changes')}</h4>
          <ul className={styles.reasons}>
            <li>{t(`findings.changesBy.${finding.cause}`)}</li>
            {DECLARABLE.has(finding.cause) && (
              <li>
                {t('findings.changesDeclare')}{' '}
                <code className={styles.code}>{ANNOTATION_STANDBY}</code>{' '}
                <code className={styles.code}>{ANNOTATION_SCHEDULE}</code>
              </li>
            )}
            {next !== null && next > now && (
              <li>
                {t('findings.nextCheck')} <Moment at={next} now={now} />
              </li>
            )}
          </ul>
        </>
      )}
    </Panel>
  );
}
