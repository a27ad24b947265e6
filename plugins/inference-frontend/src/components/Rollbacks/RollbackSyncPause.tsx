import { useState } from 'react';
import { Alert } from '@backstage/ui';
import type {
  RollbackDetail,
  RollbackSyncPause as SyncPause,
} from '@inference-portal/plugin-inference-common';
import { parseInstant } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useRollbackRight } from '../../hooks/changes/useRollbacks';
import { useText } from '../../translation/useText';
import { GuardedButton } from '../RegistryDialogs/GuardedButton';
import { ReasonDialog } from './ReasonDialog';

/** That the sync from Git is paused for a rollback, until when, and how to resume it sooner. */
export function RollbackSyncPause(props: {
  rollback: RollbackDetail;
  pause: SyncPause;
}) {
  const t = useText();
  const formats = useFormats();
  const [asked, setAsked] = useState(false);
  const { pause, rollback } = props;
  const right = useRollbackRight(rollback.server.id);
  const { name, problem } = pause;
  const ended = parseInstant(pause.endedAt);
  const until = parseInstant(pause.until);
  if (ended !== null) {
    return (
      <Alert
        status="info"
        icon
        title={t('rollback.syncOver', { name, when: formats.dateTime(ended) })}
        description={pause.ended ?? undefined}
      />
    );
  }
  return (
    <div role="alert">
      <Alert
        status={problem === null ? 'warning' : 'danger'}
        icon
        title={t('rollback.syncPaused', {
          name,
          when: until === null ? '—' : formats.dateTime(until),
        })}
        description={
          problem === null
            ? t('rollback.syncPausedText')
            : t('rollback.syncProblem', { problem })
        }
        customActions={
          <GuardedButton right={right} onPress={() => setAsked(true)}>
            {t('rollback.resume')}
          </GuardedButton>
        }
      />
      {asked && (
        <ReasonDialog
          title={t('rollback.resumeTitle', { name })}
          submit={t('rollback.resumeSubmit')}
          effect={t('rollback.resumeEffect')}
          destructive
          write={(api, reason) =>
            api.resumeRollbackSync(rollback.id, { reason })
          }
          onClose={() => setAsked(false)}
        />
      )}
    </div>
  );
}
