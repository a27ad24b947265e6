import type { DeploymentTarget } from '@inference-portal/plugin-inference-common';
import type { Formats } from '../../format/createFormats';
import type { Text } from '../../translation/useText';
import type { TargetValue } from './deployValues';

/** Why nothing may be deployed to a namespace; null when it may. */
export function whyNotThere(
  t: Text,
  { allowed, reason, gpuQuota, namespace }: DeploymentTarget,
): string | null {
  if (!allowed) {
    return reason ?? t('deploy.target.refused', { namespace });
  }
  return gpuQuota !== null && gpuQuota.used >= gpuQuota.hard
    ? t('deploy.target.quotaFull', {
        namespace,
        count: gpuQuota.hard,
      })
    : null;
}

/** Whose a namespace is and what its quota leaves, in one line. */
export function targetText(
  t: Text,
  formats: Formats,
  { owner, gpuQuota }: DeploymentTarget,
): string {
  const whose =
    owner === null
      ? t('deploy.target.unowned')
      : t('deploy.target.ownedBy', { owner });
  return gpuQuota === null
    ? whose
    : t('deploy.target.withQuota', {
        whose,
        free: formats.gpuCount(gpuQuota.hard - gpuQuota.used),
        hard: formats.gpuCount(gpuQuota.hard),
      });
}

/** The namespace that a value names. */
export function findTarget(
  targets: readonly DeploymentTarget[],
  { cluster, namespace }: TargetValue,
): DeploymentTarget | undefined {
  return targets.find(
    one => one.cluster === cluster && one.namespace === namespace,
  );
}
