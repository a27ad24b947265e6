import type { DataSourceIssue } from '@inference-portal/plugin-inference-common';
import { parseInstant, type InstantMs } from '../../format/instant';
import { useText } from '../../translation/useText';
import { Chip } from '../states/Chip';
import { CopyButton } from '../states/CopyButton';
import { Moment } from '../states/Moment';
import styles from './DataSources.module.css';

/** What is wrong with a source, since when, and what to do about it. */
export function SourceIssues(props: {
  issues: readonly DataSourceIssue[];
  now: InstantMs;
}) {
  const t = useText();
  return (
    <ul className={styles.issues} aria-label={t('dataSources.issuesTitle')}>
      {props.issues.map((issue, index) => (
        <li key={index} className={styles.issue}>
          <span className={styles.issueHead}>
            <Chip label={issue.code} />
            <span className={styles.issueMessage}>{issue.message}</span>
            <Moment at={parseInstant(issue.since)} now={props.now} />
          </span>
          {issue.fix !== null && <IssueFix fix={issue.fix} />}
        </li>
      ))}
    </ul>
  );
}

function IssueFix({ fix }: { fix: string }) {
  const t = useText();
  // A rule to apply has lines, advice is a sentence.
  if (!fix.includes('\n')) {
    return (
      <p className={styles.advice}>
        <strong>{t('dataSources.fix')}:</strong> {fix}
      </p>
    );
  }
  return (
    <div className={styles.fix}>
      <div className={styles.fixHead}>
        <strong>{t('dataSources.fix')}</strong>
        <CopyButton text={fix} />
      </div>
      <pre>
        <code>{fix}</code>
      </pre>
    </div>
  );
}
