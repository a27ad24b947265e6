import type { DeploymentRequest } from './request/DeploymentRequest';

/** Seconds between being taken out of the Service and being told to stop: gateways need them to notice. */
const PRE_STOP = 20;
/** Seconds between the end of the drain and the kill. */
const MARGIN = 5;
/** Requests may take half as long again as the longest that was seen. */
const ALLOWANCE = 1.5;

/** Seconds that a pod has to end. */
export function gracePeriod({
  longestRequestSeconds,
}: Pick<DeploymentRequest, 'longestRequestSeconds'>): {
  readonly preStopSeconds: number;
  readonly drainSeconds: number;
  readonly totalSeconds: number;
} {
  const drainSeconds = Math.max(
    Math.ceil(longestRequestSeconds * ALLOWANCE),
    // Never less than a minute in all, as no list of requests is complete.
    60 - PRE_STOP - MARGIN,
  );
  return {
    preStopSeconds: PRE_STOP,
    drainSeconds,
    totalSeconds: PRE_STOP + drainSeconds + MARGIN,
  };
}

/** GiB a second: a registry or hub that is shared by several pods, and a network volume. */
const DOWNLOAD_RATE = 0.2;
const DISK_RATE = 0.5;
/** Seconds for compiling kernels and capturing graphs. */
const COMPILE = 180;
/** Seconds for one prompt before the server is warm. */
const WARM_UP_PROMPT = 30;
const PERIOD = 10;
const LEAST_FAILURES = 60;

/** Seconds that a pod has to start, as period and number of failures of the startup probe. */
export function startupBudget({
  model,
  warmUp,
}: Pick<DeploymentRequest, 'model' | 'warmUp'>): {
  readonly periodSeconds: number;
  readonly failureThreshold: number;
  readonly totalSeconds: number;
} {
  const prompts = warmUp.kind === 'startup-gate' ? warmUp.prompts.length : 0;
  const seconds =
    model.weightsGiB / DOWNLOAD_RATE +
    model.weightsGiB / DISK_RATE +
    COMPILE +
    prompts * WARM_UP_PROMPT;
  const failureThreshold = Math.max(
    Math.ceil((seconds * ALLOWANCE) / PERIOD),
    LEAST_FAILURES,
  );
  return {
    periodSeconds: PERIOD,
    failureThreshold,
    totalSeconds: failureThreshold * PERIOD,
  };
}
