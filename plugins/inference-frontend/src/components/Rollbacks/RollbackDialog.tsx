import { useState } from 'react';
import { Checkbox } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useNavigate } from 'react-router-dom';
import { STALE_AFTER_CHANGE } from '../../hooks/changes/changeKeys';
import { rollbackRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { PlanDialog } from '../Changes/PlanDialog';
import { shownRollback } from '../Changes/shownPlan';
import { Emergency } from './Emergency';
import { RollbackHead } from './RollbackHead';

/** A revision to go back to. */
export interface RollbackTarget {
  readonly id: string;
  readonly number: number;
}

/** The plan to roll a server back, and its confirmation; then the page of the rollback. */
export function RollbackDialog(props: {
  server: { readonly id: string; readonly name: string };
  /** Null for the last revision that was good. */
  target: RollbackTarget | null;
  onClose(): void;
}) {
  const t = useText();
  const navigate = useNavigate();
  const link = useRouteRef(rollbackRouteRef);
  const [autoUndo, setAutoUndo] = useState(false);
  const [emergency, setEmergency] = useState(false);
  const [force, setForce] = useState(false);
  const { server, target } = props;
  const words =
    target === null
      ? t('rollback.titleLast', { server: server.name })
      : t('rollback.title', {
          server: server.name,
          revision: String(target.number),
        });
  return (
    <PlanDialog
      title={words}
      submit={words}
      destructive
      planKey={['rollback', server.id, target?.id ?? null, force]}
      stale={STALE_AFTER_CHANGE}
      plan={api =>
        api.planRollback(server.id, {
          ...(target !== null && { revisionId: target.id }),
          ...(force && { force }),
        })
      }
      shown={shownRollback}
      head={plan => (
        <RollbackHead plan={plan} force={force} onForce={setForce} />
      )}
      options={plan => (
        <>
          {plan.approval !== null && (
            <Emergency
              serverId={server.id}
              value={emergency}
              onChange={setEmergency}
            />
          )}
          {plan.method !== 'pull-request' && (
            <Checkbox isSelected={autoUndo} onChange={setAutoUndo}>
              {t('rollback.autoUndo')}
            </Checkbox>
          )}
        </>
      )}
      start={(api, answer, key) =>
        api.startRollback(
          { ...answer, autoUndo, ...(emergency && { emergency }) },
          key,
        )
      }
      onStarted={({ id }) => {
        props.onClose();
        navigate(link({ id }));
      }}
      onClose={props.onClose}
    />
  );
}
