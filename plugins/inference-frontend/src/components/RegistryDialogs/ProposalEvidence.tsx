import type { RegistrationProposal } from '@inference-portal/plugin-inference-common';
import { useText } from '../../translation/useText';
import { Absent } from '../states/Absent';
import { Chip } from '../states/Chip';
import styles from './dialogs.module.css';

/** What was seen on a server that says which model and version it runs. */
export function ProposalEvidence(props: { proposal: RegistrationProposal }) {
  const t = useText();
  const { proposal } = props;
  return (
    <>
      <p>
        {proposal.modelExists
          ? t('registerServer.modelExists')
          : t('registerServer.modelNew')}
      </p>
      {proposal.source !== null && (
        <p className={styles.mono}>
          {proposal.source}{' '}
          {!proposal.pinned && (
            <Chip
              label={t('versions.notPinned')}
              title={t('versions.notPinnedHint')}
            />
          )}
        </p>
      )}
      <div>
        <strong>{t('registerServer.evidence')}</strong>
        <ul className={styles.evidence}>
          {proposal.evidence.map(({ value, source }) => (
            <li key={`${source} ${value}`}>
              <span className={styles.mono}>
                {value ?? <Absent reason={t('absent.evidence')} />}
              </span>{' '}
              {t('server.from', { source })}
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
