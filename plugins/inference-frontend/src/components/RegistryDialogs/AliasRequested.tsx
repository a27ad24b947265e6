import type { AliasRequest } from '@inference-portal/plugin-inference-common';
import { useText } from '../../translation/useText';
import { Fact, Facts } from '../layout/Facts';
import { Absent } from '../states/Absent';
import { shortOwner } from '../states/OwnerName';
import styles from './dialogs.module.css';

/** A request that waits for a second person. */
export function AliasRequested({ request }: { request: AliasRequest }) {
  const t = useText();
  const nowhere = t('moveAlias.nowhere');
  return (
    <>
      <p className={styles.effect} role="status">
        {t('moveAlias.requested', { alias: request.alias })}
      </p>
      <Facts>
        <Fact name={t('aliases.from')}>{request.from ?? nowhere}</Fact>
        <Fact name={t('aliases.to')}>{request.to ?? nowhere}</Fact>
        <Fact name={t('aliases.requestedBy')}>
          <span title={request.requestedBy}>
            {shortOwner(request.requestedBy)}
          </span>
        </Fact>
        <Fact name={t('aliases.reason')}>
          {request.reason ?? <Absent reason={t('aliases.noReason')} />}
        </Fact>
      </Facts>
    </>
  );
}
