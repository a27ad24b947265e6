import type { ModelVersion } from '@inference-portal/plugin-inference-common';
import type { Text } from '../../translation/useText';

/** Sources that a new server can load; see the renderer of the templates. */
const SERVABLE: readonly ModelVersion['source']['kind'][] = [
  'hugging-face',
  'oci',
  'pvc',
];

/** Why no new server may run a version; null when one may. */
export function whyNotServable(
  t: Text,
  { version, state, retirement, source }: ModelVersion,
): string | null {
  if (state === 'retired') {
    return t('deploy.model.retired', {
      version,
      reason: retirement?.reason ?? '—',
    });
  }
  if (!source.pinned) {
    return t('deploy.model.notPinned', { version, source: source.uri });
  }
  return SERVABLE.includes(source.kind)
    ? null
    : t('deploy.model.notServable', { version, source: source.uri });
}

/** The version that is offered first: production's, else the newest that may be served. Versions come newest first. */
export function offeredVersion(
  t: Text,
  versions: readonly ModelVersion[],
): ModelVersion | undefined {
  const servable = versions.filter(one => whyNotServable(t, one) === null);
  return (
    servable.find(({ aliases }) => aliases.includes('production')) ??
    servable[0]
  );
}
