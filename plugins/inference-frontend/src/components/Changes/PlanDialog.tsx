import { useState, type ReactNode } from 'react';
import { Alert, Button, Skeleton, VisuallyHidden } from '@backstage/ui';
import type { InferenceApi } from '@inference-portal/plugin-inference-common';
import { parseInstant } from '../../format/instant';
import { usePlan } from '../../hooks/changes/usePlan';
import { useNow } from '../../hooks/useNow';
import { useWrite } from '../../hooks/useWrite';
import { useText } from '../../translation/useText';
import { FormDialog } from '../RegistryDialogs/FormDialog';
import { FormField } from '../RegistryDialogs/FormField';
import { PlanView } from './PlanView';
import type { ShownPlan } from './shownPlan';

const NOW_INTERVAL_MS = 5_000;
const WIDTH = 1040;

/** Which plan is done, and why. */
export interface PlanAnswer {
  readonly planId: string;
  readonly planHash: string;
  readonly reason: string;
}

/**
 * Shows the plan of a change with all that speaks for and against it, and does it when it was confirmed with a reason. A plan that the
 * world has overtaken is refused by the server and made anew on demand.
 */
export function PlanDialog<Plan, Change>(props: {
  /** Names the object and the effect. */
  title: string;
  /** On the button: what happens, to what. */
  submit: string;
  destructive?: boolean;
  /** Holds every input of `plan`. */
  planKey: readonly unknown[];
  /** First parts of the keys of what is old once it was done. */
  stale: readonly string[];
  plan(api: InferenceApi): Promise<Plan>;
  shown(plan: Plan): ShownPlan;
  /** What stands before the steps. */
  head?(plan: Plan): ReactNode;
  /** Further questions, above the reason. */
  options?(plan: Plan): ReactNode;
  /** The key makes one change of however many tries. */
  start(api: InferenceApi, answer: PlanAnswer, key: string): Promise<Change>;
  onStarted(change: Change): void;
  onClose(): void;
}) {
  const t = useText();
  const now = useNow(NOW_INTERVAL_MS);
  const [reason, setReason] = useState('');
  const { plan, problem, loading, again } = usePlan(props.planKey, props.plan);
  const write = useWrite(
    props.stale,
    // A plan is done once: its id tells a second try from a second change.
    (api, answer: PlanAnswer) => props.start(api, answer, answer.planId),
    props.onStarted,
  );
  const shown = plan === undefined ? undefined : props.shown(plan);
  const acts = shown !== undefined && !loading && shown.method === 'act';
  const doable = acts && shown.blockedBy.length === 0;
  const expires = shown ? parseInstant(shown.expiresAt) : null;
  const expired = expires !== null && expires <= now;
  const overtaken = write.problem?.statusCode === 409;
  const lookAgain = () => {
    write.reset();
    again();
  };
  const blocked = () => {
    if (expired || overtaken) {
      return t('changes.lookAgainFirst');
    }
    return reason.trim() === '' ? t('changes.reasonMissing') : null;
  };
  const lookAgainButton = (
    <Button size="small" variant="secondary" onPress={lookAgain}>
      {t('changes.lookAgain')}
    </Button>
  );
  return (
    <FormDialog
      title={props.title}
      submit={doable ? props.submit : null}
      destructive={props.destructive}
      pending={write.pending}
      problem={write.problem?.message ?? null}
      refused={t('changes.refused')}
      blocked={doable ? blocked() : null}
      width={WIDTH}
      onSubmit={() => {
        if (shown !== undefined) {
          write.run({
            planId: shown.id,
            planHash: shown.hash,
            reason: reason.trim(),
          });
        }
      }}
      onClose={props.onClose}
    >
      {loading && (
        <div role="status" aria-busy="true">
          <VisuallyHidden>{t('changes.planning')}</VisuallyHidden>
          <Skeleton height={220} width="100%" />
        </div>
      )}
      {!loading && problem !== null && (
        <div role="alert">
          <Alert
            status="danger"
            icon
            title={t('changes.planFailed')}
            description={problem}
            customActions={lookAgainButton}
          />
        </div>
      )}
      {!loading && plan !== undefined && shown !== undefined && (
        <>
          {(expired || overtaken) && (
            <div role="alert">
              <Alert
                status="warning"
                icon
                title={t(overtaken ? 'changes.overtaken' : 'changes.expired')}
                customActions={lookAgainButton}
              />
            </div>
          )}
          <PlanView plan={shown} head={props.head?.(plan)} />
          {doable && (
            <>
              {props.options?.(plan)}
              <FormField
                name="reason"
                label={t('changes.reason')}
                help={t('changes.reasonHelp')}
                value={reason}
                onChange={setReason}
                rows={2}
                required
              />
            </>
          )}
        </>
      )}
    </FormDialog>
  );
}
