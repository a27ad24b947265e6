import type {
  ImportRun,
  ImportRunDetail,
} from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../types';

type CountField =
  | 'models'
  | 'versions'
  | 'aliases'
  | 'retired'
  | 'restored'
  | 'conflicts'
  | 'problems';
type FindingField =
  | 'changes'
  | 'changesOmitted'
  | 'foundConflicts'
  | 'foundProblems';

/** How far a run has come. */
export type ImportProgress = Pick<ImportRun, CountField> &
  Pick<ImportRunDetail, FindingField>;

/** How a run ended. */
export type ImportEnd =
  | { readonly state: 'succeeded' | 'interrupted' }
  | { readonly state: 'failed'; readonly error: string };

/** What begins. */
export interface NewImportRun {
  readonly source: string;
  readonly dryRun: boolean;
  readonly startedBy: string;
  /** Nobody asked for it. */
  readonly scheduled: boolean;
  readonly now: InstantMs;
  readonly ttlMs: number;
}

/**
 * Runs of imports. At most one of a source is running, on whichever replica; it has to be renewed, or it counts as interrupted once its
 * time is over.
 */
export interface ImportRunStore {
  /** Ends a run of the source whose time is over; `running` answers the one that is not. */
  begin(
    wanted: NewImportRun,
  ): Promise<
    | { readonly status: 'begun'; readonly run: ImportRun }
    | { readonly status: 'running'; readonly run: ImportRun }
  >;
  /** A sign of life, with what is known so far. False when the run is no longer running: whoever imports has to stop. */
  renew(
    id: string,
    options: {
      readonly now: InstantMs;
      readonly ttlMs: number;
      readonly progress?: ImportProgress;
    },
  ): Promise<boolean>;
  /** False when somebody else ended it before. */
  end(
    id: string,
    end: ImportEnd,
    options: { readonly now: InstantMs; readonly progress?: ImportProgress },
  ): Promise<boolean>;
  /** Ends as interrupted what was not renewed in time. */
  endExpired(now: InstantMs): Promise<void>;
  /** Of each source the newest run that is no dry run, if it was interrupted, and how many before it were without a break. */
  listInterrupted(): Promise<
    readonly { readonly run: ImportRun; readonly inARow: number }[]
  >;
  /** Newest first. */
  list(options: {
    readonly source?: string;
    readonly limit: number;
  }): Promise<readonly ImportRun[]>;
  find(id: string): Promise<ImportRunDetail | undefined>;
}

/** What became of the wish to import. */
export type ImportStartOutcome =
  | { readonly status: 'unknown-source' }
  /** This process is about to end. */
  | { readonly status: 'ending' }
  /** Another one is running, here or on another replica. */
  | { readonly status: 'running'; readonly run: ImportRun }
  | {
      readonly status: 'started';
      readonly run: ImportRun;
      /** Settles when the run has ended, however it did. */
      readonly ended: Promise<void>;
    };
