import { RiUnpinLine } from '@remixicon/react';
import type { VersionSource } from '@inference-portal/plugin-inference-common';
import { useText } from '../../../translation/useText';
import { Chip } from '../../states/Chip';
import { ToneBadge } from '../../states/ToneBadge';

/** Says that the bytes behind a source can change, and why. Nothing when they cannot. */
export function NotPinned({ source }: { source: VersionSource }) {
  const t = useText();
  if (source.pinned) {
    return null;
  }
  return (
    <ToneBadge
      tone="warning"
      icon={RiUnpinLine}
      label={t('versions.notPinned')}
      title={
        source.revision === null
          ? t('versions.notPinnedNoRevision')
          : t('versions.notPinnedRevision', { revision: source.revision })
      }
    />
  );
}

/** Whether the bytes behind a source can change. */
export function PinnedChip({ source }: { source: VersionSource }) {
  const t = useText();
  return source.pinned ? (
    <Chip label={t('versions.pinned')} title={t('versions.pinnedHint')} />
  ) : (
    <NotPinned source={source} />
  );
}
