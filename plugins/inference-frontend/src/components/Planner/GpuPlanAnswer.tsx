import { Alert, Button } from '@backstage/ui';
import type { GpuPlan } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { GpuPlanFacts } from './GpuPlanFacts';
import { MemoryBar } from './MemoryBar';
import { nearestText } from './nearestText';
import { planSentence } from './planSentence';
import styles from './Planner.module.css';

/** Whether a model fits: the answer, the memory that proves it, why, and the nearest change that would. */
export function GpuPlanAnswer(props: {
  plan: GpuPlan;
  /** Takes the nearest change; null when it cannot be taken here. */
  onNearest: (() => void) | null;
  /** The answer itself is said elsewhere; here stands what proves it. */
  proofOnly?: boolean;
}) {
  const t = useText();
  const formats = useFormats();
  const { plan, onNearest } = props;
  const { nearest, notes, reasons } = plan;
  return (
    <div className={styles.answer}>
      {props.proofOnly !== true && (
        <p className={styles.sentence} role="status">
          {planSentence(t, formats, plan)}
        </p>
      )}
      {reasons.length > 0 && (
        <Alert
          status={plan.fits ? 'warning' : 'danger'}
          icon
          title={plan.fits ? t('planner.doubts') : t('planner.why')}
          description={
            <ul className={styles.list}>
              {reasons.map(reason => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          }
        />
      )}
      {nearest !== null && (
        <p className={`${styles.note} ${styles.nearest}`}>
          {nearestText(t, formats, nearest)}
          {onNearest !== null && (
            <Button size="small" variant="secondary" onPress={onNearest}>
              {t('planner.takeNearest')}
            </Button>
          )}
        </p>
      )}
      <MemoryBar plan={plan} />
      <GpuPlanFacts plan={plan} />
      {notes.length > 0 && (
        <div>
          <p className={styles.note}>
            <strong>{t('planner.assumed')}</strong>
          </p>
          <ul className={styles.list}>
            {notes.map(note => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
