import {
  readinessResults,
  type ReadinessCounts,
} from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { ResultBadge } from './ResultBadge';
import styles from './Readiness.module.css';

/** How many rules pass, fail, are unknown or make no sense, the failing first. */
export function ReadinessCountsList({ counts }: { counts: ReadinessCounts }) {
  const t = useText();
  const formats = useFormats();
  return (
    <ul className={styles.counts} aria-label={t('readiness.counts')}>
      {readinessResults.map(result => (
        <li key={result}>
          <ResultBadge
            result={result}
            count={formats.count(
              result === 'not-applicable'
                ? counts.notApplicable
                : counts[result],
            )}
          />
        </li>
      ))}
    </ul>
  );
}
