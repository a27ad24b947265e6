import type { DeploymentRequest } from './DeploymentRequest';

/** Weight by which a server gets `percent` (0 to 99) of the requests of its routing group, beside the version before alone. */
export function weightFor(
  {
    stableWeight,
  }: Pick<
    Extract<DeploymentRequest['canary'], { kind: 'kserve' }>,
    'stableWeight'
  >,
  percent: number,
): number {
  const weight = Math.round((stableWeight * percent) / (100 - percent));
  // A share of nothing would look like a canary and be none.
  return percent > 0 ? Math.max(1, weight) : 0;
}
