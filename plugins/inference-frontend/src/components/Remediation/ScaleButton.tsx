import { useState } from 'react';
import type { RemediationAction } from '@inference-portal/plugin-inference-common';
import { useScaleRight } from '../../hooks/changes/useRemediations';
import { useText } from '../../translation/useText';
import { GuardedButton } from '../RegistryDialogs/GuardedButton';
import { RemediationDialog } from './RemediationDialog';

/** Opens the plan to scale a server to zero or back; nothing happens before that is confirmed. */
export function ScaleButton(props: {
  server: { readonly id: string; readonly name: string };
  action: RemediationAction;
  findingId?: string;
  /** Why it makes no sense now. */
  blocked?: string | null;
}) {
  const t = useText();
  const { server, action } = props;
  const right = useScaleRight(server.id);
  const [planning, setPlanning] = useState(false);
  return (
    <>
      <GuardedButton
        right={right}
        blocked={props.blocked ?? null}
        onPress={() => setPlanning(true)}
      >
        {t(`remediation.button.${action}`)}
      </GuardedButton>
      {planning && (
        <RemediationDialog
          server={server}
          action={action}
          findingId={props.findingId ?? null}
          onClose={() => setPlanning(false)}
        />
      )}
    </>
  );
}
