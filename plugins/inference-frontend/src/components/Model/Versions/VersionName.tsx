import { RiArchiveLine } from '@remixicon/react';
import type { ModelVersion } from '@inference-portal/plugin-inference-common';
import { useText } from '../../../translation/useText';
import { MiddleText } from '../../states/MiddleText';
import { ToneBadge } from '../../states/ToneBadge';

/** A version, and that it is retired with the reason on hover. */
export function VersionName({ version }: { version: ModelVersion }) {
  const t = useText();
  return (
    <>
      <strong>
        <MiddleText text={version.version} />
      </strong>
      {version.state === 'retired' && (
        <ToneBadge
          tone="neutral"
          icon={RiArchiveLine}
          label={t('versions.retired')}
          title={version.retirement?.reason}
        />
      )}
    </>
  );
}
