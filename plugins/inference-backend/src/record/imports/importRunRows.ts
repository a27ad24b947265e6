import type {
  ImportRun,
  ImportRunDetail,
} from '@inference-portal/plugin-inference-common';
import {
  instantToText,
  nullableInstantToText,
  readInstant,
  readJson,
  readNullableInstant,
  writeJson,
  type StoredNumber,
} from '../database/codec';
import type { ImportProgress } from './ImportRunStore';

/** A row of `import_runs`. */
export interface ImportRunRow {
  id: string;
  source: string;
  /** SQLite has no booleans of its own. */
  dry_run: boolean | number;
  state: string;
  started_by: string;
  scheduled: boolean | number;
  started_at: StoredNumber;
  changed_at: StoredNumber;
  expires_at: StoredNumber;
  finished_at: StoredNumber | null;
  counts: string;
  findings: string;
  error: string | null;
}

type Findings = Pick<
  ImportProgress,
  'changes' | 'changesOmitted' | 'foundConflicts' | 'foundProblems'
>;
type Counts = Omit<ImportProgress, keyof Findings>;

const none = () => ({ created: 0, changed: 0, unchanged: 0, skipped: 0 });

/** Of a run that has just begun. */
export const NO_PROGRESS: ImportProgress = {
  models: none(),
  versions: none(),
  aliases: none(),
  retired: 0,
  restored: 0,
  conflicts: 0,
  problems: 0,
  changes: [],
  changesOmitted: 0,
  foundConflicts: [],
  foundProblems: [],
};

export function progressToColumns(
  progress: ImportProgress,
): Pick<ImportRunRow, 'counts' | 'findings'> {
  const { changes, changesOmitted, foundConflicts, foundProblems, ...counts } =
    progress;
  const findings: Findings = {
    changes,
    changesOmitted,
    foundConflicts,
    foundProblems,
  };
  return { counts: writeJson(counts), findings: writeJson(findings) };
}

/** Whether a run came to its end and left everything as it was. */
export function changedNothing(
  row: Pick<ImportRunRow, 'state' | 'counts'>,
): boolean {
  const { models, versions, aliases, retired, restored } = readJson<Counts>(
    row.counts,
  );
  return (
    row.state === 'succeeded' &&
    retired + restored === 0 &&
    [models, versions, aliases].every(
      ({ created, changed }) => created + changed === 0,
    )
  );
}

export function rowToRun(row: Omit<ImportRunRow, 'findings'>): ImportRun {
  return {
    id: row.id,
    source: row.source,
    dryRun: Boolean(row.dry_run),
    state: row.state as ImportRun['state'],
    startedBy: row.started_by,
    startedAt: instantToText(readInstant(row.started_at)),
    changedAt: instantToText(readInstant(row.changed_at)),
    finishedAt: nullableInstantToText(readNullableInstant(row.finished_at)),
    ...readJson<Counts>(row.counts),
    error: row.error,
  };
}

export function rowToRunDetail(row: ImportRunRow): ImportRunDetail {
  return { ...rowToRun(row), ...readJson<Findings>(row.findings) };
}
