import type { ServerState } from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../types';
import { findTrouble, type PodTrouble } from './podTrouble';
import type { PodHealth } from './podHealth';
import { thousands } from './thousands';

export type { ContainerEnd, ContainerHealth, PodHealth } from './podHealth';
export { findTrouble } from './podTrouble';
export type { PodTrouble } from './podTrouble';

/** What is known about the pods of a server. */
export interface HealthFacts {
  readonly pods: readonly PodHealth[];
  /** Replicas wanted; null when nothing tells. */
  readonly desired: number | null;
  /** Replicas ready; null when only the pods tell. */
  readonly ready: number | null;
  /** A failure that the workload itself reports, in a sentence. */
  readonly problem: string | null;
}

/** The health of a server in one word, with the reason in a sentence. */
export interface Health {
  readonly state: Exclude<ServerState, 'removed'>;
  readonly reason: string | null;
  readonly since: InstantMs | null;
}

/** Worst first: the kind that names the state when pods fail in several ways. */
const SEVERITY = [
  'out-of-memory',
  'crash-looping',
  'image-pull-error',
  'pending',
] as const;

function earliest(instants: readonly (InstantMs | null)[]): InstantMs | null {
  let first: InstantMs | null = null;
  for (const instant of instants) {
    if (instant !== null && (first === null || instant < first)) {
      first = instant;
    }
  }
  return first;
}

function latest(instants: readonly (InstantMs | null)[]): InstantMs | null {
  let last: InstantMs | null = null;
  for (const instant of instants) {
    if (instant !== null && (last === null || instant > last)) {
      last = instant;
    }
  }
  return last;
}

function isLive(pod: PodHealth): boolean {
  return !pod.deleting && pod.phase !== 'Succeeded' && pod.phase !== 'Failed';
}

interface TroubledPods {
  readonly kind: PodTrouble['kind'];
  readonly pods: readonly PodHealth[];
  /** Of the first pod by name, so that the sentence does not jump between equal ones. */
  readonly message: string;
  readonly since: InstantMs | null;
}

function worstTrouble(pods: readonly PodHealth[]): TroubledPods | null {
  const troubles = pods.flatMap(pod => {
    const trouble = findTrouble(pod);
    return trouble === null ? [] : [{ pod, trouble }];
  });
  for (const kind of SEVERITY) {
    const same = troubles
      .filter(({ trouble }) => trouble.kind === kind)
      .sort((a, b) => (a.pod.name < b.pod.name ? -1 : 1));
    const [first] = same;
    if (first) {
      return {
        kind,
        pods: same.map(({ pod }) => pod),
        message: first.trouble.message,
        since: earliest(same.map(({ trouble }) => trouble.since)),
      };
    }
  }
  return null;
}

function counted(count: number, noun: string): string {
  return `${thousands(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/**
 * The state of a server out of its pods. A server is `serving` as soon as all wanted replicas are ready, also while further
 * pods of a new revision fail; the reason then says so.
 */
export function judgeHealth(facts: HealthFacts): Health {
  const live = facts.pods.filter(isLive);
  const readyPods = live.filter(pod => pod.ready);
  const ready = facts.ready ?? readyPods.length;
  const unready = live.filter(pod => !pod.ready);
  const trouble = worstTrouble(unready);

  if (facts.desired === 0) {
    return { state: 'scaled-to-zero', reason: null, since: null };
  }
  if (facts.desired === null && live.length === 0 && facts.ready === null) {
    return { state: 'unknown', reason: facts.problem, since: null };
  }
  const desired = facts.desired ?? Math.max(live.length, 1);
  if (ready >= desired) {
    const beside = trouble
      ? `Every wanted replica is ready, but ${counted(
          trouble.pods.length,
          'other pod',
        )} cannot run: ${trouble.message}`
      : facts.problem;
    return {
      state: 'serving',
      reason: beside,
      since: latest(readyPods.map(pod => pod.readyChangedAt)),
    };
  }

  const share = `${ready} of ${counted(desired, 'replica')} ${
    ready === 1 ? 'is' : 'are'
  } ready`;
  if (trouble && (trouble.kind !== 'pending' || ready === 0)) {
    return {
      state: trouble.kind,
      reason: ready > 0 ? `${share}. ${trouble.message}` : trouble.message,
      since: trouble.since,
    };
  }
  const since = earliest(
    unready.map(pod => pod.readyChangedAt ?? pod.createdAt),
  );
  if (ready > 0) {
    const detail = trouble?.message ?? facts.problem;
    return {
      state: 'degraded',
      reason: detail === null ? `${share}.` : `${share}. ${detail}`,
      since: trouble?.since ?? since,
    };
  }
  if (live.length === 0 && facts.problem !== null) {
    // Wanted and not even created: a quota, a webhook, or a reference that leads nowhere.
    return { state: 'pending', reason: facts.problem, since: null };
  }
  return {
    state: 'starting',
    reason: startingReason(unready) ?? facts.problem,
    since,
  };
}

function startingReason(pods: readonly PodHealth[]): string | null {
  const unbound = pods.filter(pod => !pod.bound).length;
  const [first] = [...pods].sort((a, b) => (a.name < b.name ? -1 : 1));
  if (first === undefined) {
    return null;
  }
  if (unbound === pods.length) {
    return `${counted(unbound, 'pod')} ${
      unbound === 1 ? 'waits' : 'wait'
    } for the scheduler.`;
  }
  const waiting = first.containers.find(container => container.waiting);
  const word = waiting?.waiting?.reason ?? null;
  return word !== null &&
    word !== 'PodInitializing' &&
    word !== 'ContainerCreating'
    ? `Container ${waiting?.name ?? ''} waits: ${word}.`
    : null;
}
