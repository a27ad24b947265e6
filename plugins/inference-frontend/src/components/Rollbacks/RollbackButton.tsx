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
  /** On a page about many servers: its name for screen readers says which. */
  amongOthers?: boolean;
  /** Why it makes no sense now. */
  blocked?: string | null;
}) {
  const t = useText();
  const { server, target } = props;
  const right = useRollbackRight(server.id);
  const [planning, setPlanning] = useState(false);
  let label: string | undefined;
  if (target) {
    label = t('rollback.buttonTo', { revision: String(target.number) });
  } else if (props.amongOthers) {
    label = t('rollback.buttonOf', { server: server.name });
  }
  return (
    <>
      <GuardedButton
        right={right}
        blocked={props.blocked ?? null}
        aria-label={label}
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
