import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { ModelServerDetail } from '@inference-portal/plugin-inference-common';
import { useText } from '../../translation/useText';
import { Panel } from '../layout/Panel';
import { isEntityRef } from './isEntityRef';
import styles from './Server.module.css';

/** Who owns the server, and which rule says so. */
export function ServerOwner({ server }: { server: ModelServerDetail }) {
  const t = useText();
  const { owner } = server;
  return (
    <Panel title={t('server.owner')}>
      <p className={styles.owner}>
        {owner.ref === null && t('common.unowned')}
        {owner.ref !== null &&
          (isEntityRef(owner.ref) ? (
            <EntityRefLink entityRef={owner.ref} defaultKind="group" />
          ) : (
            owner.ref
          ))}
      </p>
      <p className={styles.meta}>
        {t(`ownerSource.${owner.source}`)}: {owner.reason}
      </p>
    </Panel>
  );
}
