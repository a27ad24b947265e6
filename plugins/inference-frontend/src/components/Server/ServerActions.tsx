import { useRouteRef } from '@backstage/core-plugin-api';
import type { ModelServer } from '@inference-portal/plugin-inference-common';
import { Link } from 'react-router-dom';
import { useRunningRollback } from '../../hooks/changes/useRollbacks';
import { rollbackRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { ScaleButton } from '../Remediation/ScaleButton';
import { RollbackButton } from '../Rollbacks/RollbackButton';
import styles from '../Changes/Changes.module.css';

/** What can be done to a server, and the way to the rollback that goes on. */
export function ServerActions({ server }: { server: ModelServer }) {
  const t = useText();
  const link = useRouteRef(rollbackRouteRef);
  const running = useRunningRollback(server.id);
  const gone = server.state === 'removed' ? t('remediation.gone') : null;
  const scaled =
    server.state === 'scaled-to-zero' ? t('remediation.none') : null;
  return (
    <div
      className={styles.actions}
      role="group"
      aria-label={t('server.actions')}
    >
      <RollbackButton
        server={server}
        blocked={gone ?? (running ? t('rollback.goesOn') : null)}
      />
      <ScaleButton
        server={server}
        action="scale-to-zero"
        blocked={gone ?? scaled}
      />
      {running && (
        <Link className={styles.link} to={link({ id: running.id })}>
          {t('rollback.watch', {
            revision: String(running.to?.number ?? '—'),
          })}
        </Link>
      )}
    </div>
  );
}
