import type { FindingCause } from '@inference-portal/plugin-inference-common';
import { thousands } from '../thousands';
import type { VerdictReason } from '../zombies/verdict';

type Values = VerdictReason['values'];

function counted(count: number, noun: string): string {
  return `${thousands(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `23 days`, or hours for less than two days. */
function span(days: number): string {
  return days < 2
    ? counted(Math.max(1, Math.round(days * 24)), 'hour')
    : counted(Math.floor(days), 'day');
}

function figure(values: Values | undefined, name: string): number | null {
  const value = values?.[name];
  return typeof value === 'number' ? value : null;
}

function forSpan(values: Values | undefined, name = 'days'): string {
  const days = figure(values, name);
  return days === null ? '' : ` for ${span(days)}`;
}

const PATTERNS: { readonly [pattern: string]: string } = {
  'daily-use': ', after daily use',
};

type Reasons = (code: string) => Values | undefined;

function unused(reasonOf: Reasons): string {
  const flat = reasonOf('flat-requests');
  const silent = reasonOf('silent-for');
  const scheduled = reasonOf('declared-schedule');
  const never = reasonOf('never-used');
  const lasted = forSpan(silent ?? never);
  if (scheduled) {
    return `No run of its schedule ${scheduled.schedule}${lasted}.`;
  }
  if (flat) {
    const perHour = figure(flat, 'requestsPerHour');
    const rate =
      perHour === null ? '' : ` (${thousands(Math.round(perHour))} an hour)`;
    return `Only flat, tiny requests as monitoring sends them${rate}${lasted}.`;
  }
  if (never) {
    const days = figure(never, 'days');
    return `No use of it was ever seen${
      days === null ? '' : `, in ${span(days)}`
    }.`;
  }
  const { pattern } = silent ?? {};
  return `Nobody has used it${lasted}${PATTERNS[String(pattern)] ?? ''}.`;
}

function sameBeside(reasonOf: Reasons): string {
  const { server } = reasonOf('same-model-beside') ?? {};
  return `Runs the same model with the same arguments as ${
    server ?? 'another server'
  } beside it.`;
}

function roomy(reasonOf: Reasons): string {
  const load = reasonOf('load');
  const cache = figure(load, 'kvCacheP95');
  const replicas = figure(load, 'replicas');
  return cache === null || replicas === null
    ? 'Far larger than its busiest hours need.'
    : `Its busiest hours fill ${Math.round(
        cache * 100,
      )} % of the KV cache of ${counted(
        replicas,
        'replica',
      )}, and no request waited.`;
}

/** The evidence of a finding in one English sentence. */
export function summarizeFinding(
  cause: FindingCause,
  reasons: readonly VerdictReason[],
): string {
  const reasonOf: Reasons = code =>
    reasons.find(reason => reason.code === code)?.values;
  switch (cause) {
    case 'zombie':
    case 'idle':
      return unused(reasonOf);
    case 'superseded':
      return `A newer version serves${forSpan(
        reasonOf('newer-version-serves'),
      )}. ${unused(reasonOf)}`;
    case 'crash-looping':
      return `Crash-loops${forSpan(
        reasonOf('crash-looping'),
      )} without serving anybody.`;
    case 'stuck-pending': {
      const hours = figure(reasonOf('pending-for'), 'hours');
      return hours === null
        ? 'Its pods find no node.'
        : `Its pods have found no node for ${span(hours / 24)}.`;
    }
    case 'orphaned':
      return 'Nobody in the catalog owns it.';
    case 'duplicate':
      return sameBeside(reasonOf);
    case 'over-provisioned':
      return roomy(reasonOf);
    default:
      cause satisfies never;
      throw new Error(`Unknown cause ${JSON.stringify(cause)}`);
  }
}
