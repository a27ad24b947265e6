import type { ReactNode } from 'react';
import { Alert } from '@backstage/ui';
import { parseInstant } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { PlanChecks } from './PlanChecks';
import { PlanDiff } from './PlanDiff';
import { Copyable, PlanProposal } from './PlanProposal';
import type { ShownPlan } from './shownPlan';
import styles from './Changes.module.css';

function Part(props: { title: string; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h3>{props.title}</h3>
      {props.children}
    </section>
  );
}

/** What a plan would do, why it is safe or why it is not done, and what it leaves as it is. */
export function PlanView(props: {
  plan: ShownPlan;
  /** What stands before the steps, such as where it leads from and to. */
  head?: ReactNode;
  /** It was confirmed: what holds it up, and until when, no longer matters. */
  done?: boolean;
}) {
  const t = useText();
  const formats = useFormats();
  const { plan } = props;
  const expires = parseInstant(plan.expiresAt);
  return (
    <div className={styles.plan}>
      {plan.blockedBy.length > 0 && (
        <Alert
          status="danger"
          icon
          title={t('changes.blockedTitle')}
          description={
            <ul className={styles.list}>
              {plan.blockedBy.map(message => (
                <li key={message}>{message}</li>
              ))}
            </ul>
          }
        />
      )}
      {plan.method === 'none' && plan.blockedBy.length === 0 && (
        <Alert status="info" icon title={t('changes.nothing')} />
      )}
      {plan.proposal !== null && <PlanProposal proposal={plan.proposal} />}
      <div className={styles.columns}>
        <div className={styles.column}>
          {props.head}
          {plan.steps.length > 0 && (
            <Part
              title={t(
                plan.method === 'propose'
                  ? 'changes.stepsInGit'
                  : 'changes.steps',
              )}
            >
              <ol className={styles.list}>
                {plan.steps.map(({ summary, object }) => (
                  <li key={`${object} ${summary}`}>
                    {summary} <span className={styles.object}>{object}</span>
                  </li>
                ))}
              </ol>
            </Part>
          )}
          <Part title={t('changes.diff')}>
            <PlanDiff diff={plan.diff} />
          </Part>
          {plan.files.length > 0 && (
            <Part title={t('changes.files')}>
              {plan.files.map(({ diff, path }) => (
                <Copyable key={path} label={path} text={diff} />
              ))}
            </Part>
          )}
          {plan.notRestored.length > 0 && (
            <Part title={t('changes.notRestored')}>
              <ul className={styles.list}>
                {plan.notRestored.map(sentence => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </Part>
          )}
        </div>
        <Part title={t('changes.checks')}>
          <PlanChecks checks={plan.checks} />
        </Part>
      </div>
      {plan.method === 'act' && !props.done && (
        <p className={styles.note}>
          {plan.expectedSeconds !== null &&
            `${t('changes.expected', {
              time: formats.duration(plan.expectedSeconds * 1000),
            })} `}
          {expires !== null && (
            <span title={formats.utc(expires)}>
              {t('changes.expires', { when: formats.dateTime(expires) })}
            </span>
          )}
        </p>
      )}
    </div>
  );
}
