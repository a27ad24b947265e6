import type {
  DataSource,
  DataSourceIssue,
} from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../../types';
import type { ClusterConfig } from '../config/ClusterConfig';
import type { WatchState } from '../watch/WatchState';
import { apiVersionOf } from '../watch/resourcePath';
import { clusterStatus } from './clusterStatus';
import { watchIssues, type KeyedIssue } from './watchIssues';

/** More difference than that between the clocks spoils ages and costs. */
const MAX_SKEW_MS = 30_000;
/** Sentences about malformed objects that are shown. */
const MAX_MALFORMED = 20;
/** How long they are shown: nobody says when such an object is mended. */
const MALFORMED_MS = 3_600_000;

/** What the health of a cluster is made from. */
export interface HealthFacts {
  readonly now: InstantMs;
  readonly states: readonly WatchState[];
  /** Base URL of the API server; null before the first request. */
  readonly server: string | null;
  /** Clock of the cluster minus ours; null when unknown. */
  readonly skewMs: number | null;
}

function resourceName({ resource, version }: WatchState): string {
  const shown = version ?? resource.versions[0] ?? '';
  return `${apiVersionOf(resource, shown)}/${resource.plural}`;
}

function timeOf(instant: InstantMs | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}

function newest(instants: readonly (InstantMs | null)[]): InstantMs | null {
  return instants.reduce<InstantMs | null>(
    (last, at) => (at !== null && (last === null || at > last) ? at : last),
    null,
  );
}

/** Remembers what the watches do not know about the health of a cluster, and shows it all as a data source. */
export class ClusterHealth {
  readonly #cluster: ClusterConfig;
  #version: string | null = null;
  #recordFailure: { readonly words: string; readonly since: InstantMs } | null =
    null;
  #skewSince: InstantMs | null = null;
  readonly #malformed = new Map<string, InstantMs>();

  constructor(cluster: ClusterConfig) {
    this.#cluster = cluster;
  }

  noteVersion(version: string): void {
    this.#version = version;
  }

  /** Null when the last batch was recorded. */
  noteRecording(failure: string | null, now: InstantMs): void {
    this.#recordFailure =
      failure === null
        ? null
        : { words: failure, since: this.#recordFailure?.since ?? now };
  }

  noteMalformed(sentences: readonly string[], now: InstantMs): void {
    sentences.forEach(sentence => this.#malformed.set(sentence, now));
    for (const [sentence, at] of this.#malformed) {
      if (now - at > MALFORMED_MS || this.#malformed.size > MAX_MALFORMED) {
        this.#malformed.delete(sentence);
      }
    }
  }

  /** Every issue there is, the gravest first. */
  issues(facts: HealthFacts): KeyedIssue[] {
    return [
      ...watchIssues(facts.states),
      ...this.#recordIssue(),
      ...this.#skewIssue(facts),
      ...this.#cluster.warnings.map(issue => ({
        key: `${issue.code} ${issue.message}`,
        issue,
      })),
      ...this.#malformedIssues(facts.states),
    ];
  }

  toDataSource(
    facts: HealthFacts,
    issues: readonly DataSourceIssue[],
  ): DataSource {
    const { states, now } = facts;
    const lastDataAt = newest(states.map(state => state.lastContactAt));
    const installed = states.filter(({ status }) => status !== 'not-installed');
    const { access } = this.#cluster;
    return {
      id: `cluster:${this.#cluster.name}`,
      type: 'cluster',
      name: this.#cluster.name,
      url: facts.server ?? (access.kind === 'url' ? access.url : null),
      status: clusterStatus(states, this.#recordFailure ? 'failing' : 'ok'),
      version: this.#version,
      lastDataAt: timeOf(lastDataAt),
      lagSeconds:
        lastDataAt === null ? null : Math.max(0, now - lastDataAt) / 1000,
      checkedAt: timeOf(now),
      coverage: [
        {
          name: 'watched kinds',
          have: installed.filter(({ status }) => status === 'watching').length,
          want: installed.length,
        },
      ],
      issues: [...issues],
      resources: states.map(state => ({
        resource: resourceName(state),
        status: state.status,
        objects: state.objects,
        lastEventAt: timeOf(state.lastEventAt),
      })),
      queries: [],
    };
  }

  #recordIssue(): KeyedIssue[] {
    if (this.#recordFailure === null) {
      return [];
    }
    const { words, since } = this.#recordFailure;
    return [
      {
        key: 'record-failed',
        issue: {
          code: 'record-failed',
          message: `What the cluster tells cannot be recorded: ${words}`,
          fix: 'Check the database of the backend; nothing is lost, it is recorded once that works.',
          since: timeOf(since),
        },
      },
    ];
  }

  #skewIssue({ skewMs, now }: HealthFacts): KeyedIssue[] {
    if (skewMs === null || Math.abs(skewMs) <= MAX_SKEW_MS) {
      this.#skewSince = null;
      return [];
    }
    this.#skewSince ??= now;
    const seconds = Math.round(Math.abs(skewMs) / 1000);
    return [
      {
        key: 'clock-skew',
        issue: {
          code: 'clock-skew',
          message: `The clock of the cluster is ${seconds} s ${
            skewMs > 0 ? 'ahead of' : 'behind'
          } that of the portal.`,
          fix: 'Synchronise both with NTP; until then ages and start times are off by that much.',
          since: timeOf(this.#skewSince),
        },
      },
    ];
  }

  #malformedIssues(states: readonly WatchState[]): KeyedIssue[] {
    const sentences = new Set([
      ...states.flatMap(({ skipped }) => skipped),
      ...this.#malformed.keys(),
    ]);
    return [...sentences].slice(-MAX_MALFORMED).map(message => ({
      key: `malformed-object ${message}`,
      issue: { code: 'malformed-object', message, fix: null },
    }));
  }
}
