import { useState } from 'react';
import { useRollbackRight } from '../../hooks/changes/useRollbacks';
import { useText } from '../../translation/useText';
import { GuardedButton } from '../RegistryDialogs/GuardedButton';
import { RollbackDialog, type RollbackTarget } from './RollbackDialog';

/** Opens the plan to roll a server back; nothing happens before that is confirmed. */
export function RollbackButton(props: {
  server: { readonly id: string; readonly name: string };
  /** The last revision that was good when left out. */
  target?: RollbackTarget;
  /** Why it makes no sense now. */
  blocked?: string | null;
}) {
  const t = useText();
  const { server, target } = props;
  const right = useRollbackRight(server.id);
  const [planning, setPlanning] = useState(false);
  return (
    <>
      <GuardedButton
        right={right}
        blocked={props.blocked ?? null}
        aria-label={
          target && t('rollback.buttonTo', { revision: String(target.number) })
        }
        onPress={() => setPlanning(true)}
      >
        {t('rollback.button')}
      </GuardedButton>
      {planning && (
        <RollbackDialog
          server={server}
          target={target ?? null}
          onClose={() => setPlanning(false)}
        />
      )}
    </>
  );
}
