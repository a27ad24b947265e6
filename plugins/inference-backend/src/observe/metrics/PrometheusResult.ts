import type { InstantMs } from '../../types';

/** One value at one instant. Null where Prometheus answered NaN or an infinity. */
export interface Sample {
  readonly labels: { readonly [name: string]: string };
  readonly at: InstantMs;
  readonly value: number | null;
}

/** Values of one series over time, oldest first. */
export interface SampleSeries {
  readonly labels: { readonly [name: string]: string };
  readonly points: readonly {
    readonly at: InstantMs;
    readonly value: number | null;
  }[];
}

/** Why a query brought nothing. */
export interface QueryFailure {
  readonly status: 'failed';
  readonly code:
    | 'unreachable'
    | 'tls'
    | 'timeout'
    | 'unauthorized'
    | 'not-prometheus'
    | 'rejected'
    | 'too-large'
    | 'overloaded';
  readonly message: string;
  readonly fix: string | null;
  readonly durationMs: number;
}

/** Answer of a query. `warnings` tells of partial answers, in the server's words. */
export type QueryResult<T> =
  | {
      readonly status: 'ok';
      readonly series: readonly T[];
      readonly warnings: readonly string[];
      readonly durationMs: number;
    }
  | QueryFailure;
