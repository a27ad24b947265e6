import { useState } from 'react';
import { Alert } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type {
  RollbackDetail,
  RollbackState,
} from '@inference-portal/plugin-inference-common';
import { Link } from 'react-router-dom';
import { parseInstant, type InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useRollbackRight } from '../../hooks/changes/useRollbacks';
import { rollbacksRouteRef, serverRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { ChangeEvents } from '../Changes/ChangeEvents';
import { PlanView } from '../Changes/PlanView';
import { shownRollback } from '../Changes/shownPlan';
import { Fact, Facts } from '../layout/Facts';
import { Panel } from '../layout/Panel';
import { GuardedButton } from '../RegistryDialogs/GuardedButton';
import { Moment } from '../states/Moment';
import { shortOwner } from '../states/OwnerName';
import { RevisionLine } from './RevisionLine';
import { RollbackApproval } from './RollbackApproval';
import { RollbackPods } from './RollbackPods';
import { RollbackPullRequest } from './RollbackPullRequest';
import { RollbackStateBadge } from './RollbackStateBadge';
import { RollbackSyncPause } from './RollbackSyncPause';
import { UndoDialog } from './UndoDialog';
import styles from '../Changes/Changes.module.css';

/** The way of a rollback, in order; what is undone or fails leaves it. */
const STAGES = [
  'planned',
  'applying',
  'rolling',
  'verifying',
  'succeeded',
] as const;

/** The same with the waits that not every rollback has. */
function stagesOf({
  approval,
  method,
}: RollbackDetail): readonly RollbackState[] {
  return [
    ...(approval === null ? [] : (['awaiting-approval'] as const)),
    ...STAGES.flatMap((stage): RollbackState[] =>
      stage === 'rolling' && method === 'pull-request'
        ? ['awaiting-merge', stage]
        : [stage],
    ),
  ];
}

/** A rollback: where it stands, its pods, what happened, and the plan that was confirmed. */
export function RollbackView(props: {
  rollback: RollbackDetail;
  now: InstantMs;
}) {
  const t = useText();
  const formats = useFormats();
  const { rollback, now } = props;
  const { server, state, reverted } = rollback;
  const right = useRollbackRight(server.id);
  const serverLink = useRouteRef(serverRouteRef);
  const listLink = useRouteRef(rollbacksRouteRef)();
  const [undoing, setUndoing] = useState(false);
  const started = parseInstant(rollback.startedAt);
  const healthy = parseInstant(rollback.healthyAt);
  const deadline = parseInstant(rollback.deadline);
  const revertedAt = reverted && parseInstant(reverted.at);
  return (
    <div className={styles.progress}>
      <header className={styles.progress}>
        <Link className={styles.link} to={listLink}>
          ‹ {t('rollback.back')}
        </Link>
        <div className={styles.title}>
          <h2>
            <Link className={styles.link} to={serverLink({ id: server.id })}>
              {server.name}
            </Link>
          </h2>
          <RollbackStateBadge state={state} />
        </div>
        <p className={styles.sentence} role="status">
          {t(`rollback.sentence.${state}`, {
            revision: String(rollback.to?.number ?? '—'),
          })}{' '}
          {healthy !== null &&
            started !== null &&
            t('rollback.took', { time: formats.duration(healthy - started) })}
        </p>
        <p className={styles.meta}>
          {t('remediation.by', { who: shortOwner(rollback.actor) })}{' '}
          <Moment at={started} now={now} />
          {' · '}
          <q>{rollback.reason}</q>
        </p>
      </header>
      {rollback.approval !== null && (
        <RollbackApproval
          rollback={{ ...rollback, approval: rollback.approval }}
        />
      )}
      {rollback.syncPause !== null && (
        <RollbackSyncPause rollback={rollback} pause={rollback.syncPause} />
      )}
      {rollback.pullRequest !== null && (
        <RollbackPullRequest
          pullRequest={rollback.pullRequest}
          waits={state === 'awaiting-merge'}
        />
      )}
      {rollback.problem !== null && (
        <div role="alert">
          <Alert
            status={state === 'failed' ? 'danger' : 'warning'}
            icon
            title={t('rollback.problem')}
            description={rollback.problem}
          />
        </div>
      )}
      {reverted !== null && (
        <div role="alert">
          <Alert
            status="warning"
            icon
            title={t('rollback.revertedTitle')}
            description={t('rollback.reverted', {
              who: reverted.by ?? t('rollback.somebody'),
              when: revertedAt === null ? '—' : formats.dateTime(revertedAt),
            })}
          />
        </div>
      )}
      <Panel
        title={t('rollback.progress')}
        action={
          rollback.undoable && (
            <GuardedButton right={right} onPress={() => setUndoing(true)}>
              {t('rollback.undo')}
            </GuardedButton>
          )
        }
      >
        <div className={styles.progress}>
          <ol className={styles.stages}>
            {stagesOf(rollback).map(stage => (
              <li
                key={stage}
                data-current={stage === state || undefined}
                aria-current={stage === state ? 'step' : undefined}
              >
                {t(`rollback.states.${stage}`)}
              </li>
            ))}
          </ol>
          <RollbackPods pods={rollback.pods} />
          {deadline !== null && healthy === null && (
            <p className={styles.note} title={formats.utc(deadline)}>
              {t('rollback.deadline', { when: formats.dateTime(deadline) })}{' '}
              {rollback.autoUndo && t('rollback.undoesItself')}
            </p>
          )}
          <Facts>
            <Fact name={t('rollback.from')}>
              <RevisionLine revision={rollback.from} />
            </Fact>
            <Fact name={t('rollback.to')}>
              <RevisionLine revision={rollback.to} />
            </Fact>
          </Facts>
        </div>
      </Panel>
      <Panel title={t('changes.events')}>
        <ChangeEvents
          events={rollback.events}
          stateName={one => t(`rollback.states.${one}`)}
        />
      </Panel>
      <Panel title={t('rollback.plan')}>
        <PlanView plan={shownRollback(rollback.plan)} done />
      </Panel>
      {undoing && (
        <UndoDialog rollback={rollback} onClose={() => setUndoing(false)} />
      )}
    </div>
  );
}
