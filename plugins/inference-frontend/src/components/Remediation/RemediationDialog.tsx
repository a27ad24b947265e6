import type { RemediationAction } from '@inference-portal/plugin-inference-common';
import { STALE_AFTER_CHANGE } from '../../hooks/changes/changeKeys';
import { useText } from '../../translation/useText';
import { PlanDialog } from '../Changes/PlanDialog';
import { shownRemediation } from '../Changes/shownPlan';

/** The plan to scale a server to zero, or back, and its confirmation. */
export function RemediationDialog(props: {
  server: { readonly id: string; readonly name: string };
  action: RemediationAction;
  /** Why; null when no finding says so. */
  findingId: string | null;
  onClose(): void;
}) {
  const t = useText();
  const { server, action, findingId } = props;
  return (
    <PlanDialog
      title={t(`remediation.title.${action}`, { server: server.name })}
      submit={t(`remediation.submit.${action}`, { server: server.name })}
      destructive={action === 'scale-to-zero'}
      planKey={['remediation', server.id, action, findingId]}
      stale={STALE_AFTER_CHANGE}
      plan={api =>
        api.planRemediation(server.id, {
          action,
          ...(findingId === null ? {} : { findingId }),
        })
      }
      shown={shownRemediation}
      head={() => <p>{t(`remediation.effect.${action}`)}</p>}
      start={(api, answer, key) => api.startRemediation(answer, key)}
      onStarted={props.onClose}
      onClose={props.onClose}
    />
  );
}
