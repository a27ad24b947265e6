import { useState } from 'react';
import { Alert } from '@backstage/ui';
import type { Rollback } from '@inference-portal/plugin-inference-common';
import { parseInstant } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useRollbackRight } from '../../hooks/changes/useRollbacks';
import { useIdentity } from '../../hooks/useIdentity';
import { useText } from '../../translation/useText';
import { GuardedButton } from '../RegistryDialogs/GuardedButton';
import { shortOwner } from '../states/OwnerName';
import { ReasonDialog } from './ReasonDialog';
import styles from '../Changes/Changes.module.css';

/** Whoever asked may always take it back. */
const WITHDRAWAL = { allowed: true, reason: null };

/** Who is to approve, in words. */
export function useApprovers(approvers: string | null): string {
  const t = useText();
  return approvers === null
    ? t('rollback.approvalAnyone')
    : t('rollback.approvalOf', { group: shortOwner(approvers) });
}

/** Who has to approve a rollback, or what they said, with the buttons for whoever may. */
export function RollbackApproval(props: {
  rollback: Rollback & { approval: NonNullable<Rollback['approval']> };
}) {
  const t = useText();
  const formats = useFormats();
  const identity = useIdentity();
  const [asked, setAsked] = useState<'approve' | 'decline' | null>(null);
  const { rollback } = props;
  const { actor, approval, id, server } = rollback;
  const anybody = useApprovers(approval.approvers);
  const right = useRollbackRight(server.id);
  const isOwn = actor === identity?.userRef;
  const expires = parseInstant(approval.expiresAt);
  const revision = String(rollback.to?.number ?? '—');
  const close = () => setAsked(null);
  return (
    <>
      <Alert
        status={approval.state === 'waiting' ? 'warning' : 'info'}
        icon
        title={t(`rollback.approval.${approval.state}`, {
          who: approval.by === null ? anybody : shortOwner(approval.by),
          when: expires === null ? '—' : formats.dateTime(expires),
          reason: approval.reason ?? '—',
        })}
        description={
          approval.state === 'waiting'
            ? t('rollback.approvalText', {
                aliases: approval.aliases.join(', '),
                who: anybody,
              })
            : undefined
        }
        customActions={
          approval.state === 'waiting' ? (
            <span className={styles.buttons}>
              <GuardedButton
                right={right}
                variant="primary"
                blocked={isOwn ? t('rollback.ownRollback') : null}
                onPress={() => setAsked('approve')}
              >
                {t('rollback.approve')}
              </GuardedButton>
              <GuardedButton
                right={isOwn ? WITHDRAWAL : right}
                onPress={() => setAsked('decline')}
              >
                {t(isOwn ? 'rollback.withdraw' : 'rollback.decline')}
              </GuardedButton>
            </span>
          ) : undefined
        }
      />
      {asked === 'approve' && (
        <ReasonDialog
          title={t('rollback.approveTitle', { server: server.name })}
          submit={t('rollback.approveSubmit', { revision })}
          effect={t('rollback.approveEffect', { revision })}
          destructive
          write={(api, reason) => api.approveRollback(id, { reason })}
          onClose={close}
        />
      )}
      {asked === 'decline' && (
        <ReasonDialog
          title={t('rollback.declineTitle', { server: server.name })}
          submit={t('rollback.declineSubmit')}
          effect={t('rollback.declineEffect')}
          write={(api, reason) => api.declineRollback(id, { reason })}
          onClose={close}
        />
      )}
    </>
  );
}
