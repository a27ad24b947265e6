import type { DataSourceIssue } from '@inference-portal/plugin-inference-common';
import type { ClusterFailureKind } from '../connection/ClusterRequestError';
import type { WatchFailure, WatchState } from '../watch/WatchState';
import { rbacRules } from './rbacRules';

/** An issue with what makes it the same issue later, whatever numbers its words carry. */
export interface KeyedIssue {
  readonly key: string;
  readonly issue: DataSourceIssue;
}

/** Failures that concern the cluster as a whole, with the code that each is shown under. */
const OF_CLUSTER: { readonly [kind in ClusterFailureKind]?: string } = {
  unreachable: 'unreachable',
  timeout: 'unreachable',
  tls: 'tls',
  credentials: 'unauthorized',
  unauthorized: 'unauthorized',
  'not-kubernetes': 'not-kubernetes',
  throttled: 'throttled',
};

interface Failed {
  readonly state: WatchState;
  readonly failure: WatchFailure;
}

function timeOf(instant: number): string {
  return new Date(instant).toISOString();
}

function earliest(failed: readonly Failed[]): string {
  return timeOf(Math.min(...failed.map(({ failure }) => failure.since)));
}

function forbiddenIssue(failed: readonly Failed[]): KeyedIssue[] {
  const [first] = failed;
  if (!first) {
    return [];
  }
  const resources = failed.map(({ state }) => state.resource);
  const user = /User "([^"]+)"/.exec(first.failure.message)?.[1];
  const names = resources.map(({ group, plural }) =>
    group === '' ? plural : `${plural}.${group}`,
  );
  return [
    {
      key: `forbidden ${[...names].sort().join(' ')}`,
      issue: {
        code: 'forbidden',
        message: `${
          user ?? 'The configured user'
        } may not list and watch ${names.join(', ')}.`,
        fix: `Add to the ClusterRole of ${user ?? 'that user'}:\n${rbacRules(
          resources,
        )}`,
        since: earliest(failed),
      },
    },
  ];
}

function clusterIssues(failed: readonly Failed[]): KeyedIssue[] {
  const byCode = new Map<string, Failed[]>();
  for (const one of failed) {
    const code = OF_CLUSTER[one.failure.kind];
    if (code !== undefined) {
      byCode.set(code, [...(byCode.get(code) ?? []), one]);
    }
  }
  return [...byCode].map(([code, same]) => ({
    key: code,
    issue: {
      code,
      message: same[0]?.failure.message ?? code,
      fix: same[0]?.failure.fix ?? null,
      since: earliest(same),
    },
  }));
}

function resourceIssues(failed: readonly Failed[]): KeyedIssue[] {
  return failed
    .filter(({ failure }) => OF_CLUSTER[failure.kind] === undefined)
    .map(({ state, failure }) => ({
      key: `watch-failed ${state.resource.group}/${state.resource.plural}`,
      issue: {
        code: 'watch-failed',
        message: `${state.resource.plural} cannot be followed: ${failure.message}`,
        fix: failure.fix,
        since: timeOf(failure.since),
      },
    }));
}

/** What keeps the resources of a cluster from being followed, each cause once. */
export function watchIssues(states: readonly WatchState[]): KeyedIssue[] {
  const failed = states.flatMap(state =>
    state.failure === null ? [] : [{ state, failure: state.failure }],
  );
  const others = failed.filter(({ state }) => state.status !== 'forbidden');
  return [
    ...clusterIssues(others),
    ...forbiddenIssue(
      failed.filter(({ state }) => state.status === 'forbidden'),
    ),
    ...resourceIssues(others),
  ];
}
