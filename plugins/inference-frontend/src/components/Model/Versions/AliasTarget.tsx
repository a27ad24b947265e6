import { RiUnpinLine } from '@remixicon/react';
import type { AliasState } from '@inference-portal/plugin-inference-common';
import { useText } from '../../../translation/useText';
import { MiddleText } from '../../states/MiddleText';
import { ToneBadge } from '../../states/ToneBadge';
import styles from '../Model.module.css';

/** The version that an alias points to, and whether its bytes can change under whoever relies on it. */
export function AliasTarget({ alias }: { alias: AliasState }) {
  const t = useText();
  return (
    <span className={styles.chips}>
      <MiddleText text={alias.version} />
      {!alias.pinned && (
        <ToneBadge
          tone="warning"
          icon={RiUnpinLine}
          label={t('versions.notPinned')}
          title={t('versions.notPinnedHint')}
        />
      )}
    </span>
  );
}
