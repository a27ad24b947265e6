import { VisuallyHidden } from '@backstage/ui';
import { RiPushpinFill, RiUnpinLine } from '@remixicon/react';
import { useText } from '../../translation/useText';
import styles from './Servers.module.css';

/** Whether the model source can change under the server, as a mark beside the name. */
export function PinMark({ pinned }: { pinned: boolean }) {
  const t = useText();
  const Icon = pinned ? RiPushpinFill : RiUnpinLine;
  return (
    <span
      className={styles.pin}
      title={pinned ? t('servers.pinnedHint') : t('servers.floatingHint')}
    >
      <Icon size={12} aria-hidden="true" />
      <VisuallyHidden>
        {pinned ? t('servers.pinned') : t('servers.floating')}
      </VisuallyHidden>
    </span>
  );
}
