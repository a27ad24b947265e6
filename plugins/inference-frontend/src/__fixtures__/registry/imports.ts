import type { ImportRunDetail } from '@inference-portal/plugin-inference-common';

/** An import of the registry mlflow that ended well, with what a test wants different. */
export function importRun(
  overrides: Partial<ImportRunDetail>,
): ImportRunDetail {
  const churn = { namespace: 'default', name: 'churn' };
  const endedAt = Date.now() - 60_000;
  const time = (ms: number) => new Date(ms).toISOString();
  return {
    id: 'run-9',
    source: 'mlflow',
    dryRun: false,
    state: 'succeeded',
    startedBy: 'service:scheduler',
    startedAt: time(endedAt - 12_000),
    changedAt: time(endedAt),
    finishedAt: time(endedAt),
    models: { created: 1, changed: 0, unchanged: 116, skipped: 1 },
    versions: { created: 2, changed: 0, unchanged: 998, skipped: 1 },
    aliases: { created: 0, changed: 1, unchanged: 80, skipped: 0 },
    retired: 0,
    restored: 0,
    conflicts: 1,
    problems: 1,
    error: null,
    changes: [
      { kind: 'model-created', model: churn, name: null, detail: null },
      { kind: 'version-created', model: churn, name: '1', detail: null },
      { kind: 'version-created', model: churn, name: '2', detail: null },
      {
        kind: 'alias-changed',
        model: churn,
        name: 'champion',
        detail: '1 → 2',
      },
    ],
    changesOmitted: 0,
    foundConflicts: [
      {
        model: churn,
        version: '3',
        field: 'parameters',
        recorded: '7000000000',
        found: '8000000000',
      },
    ],
    foundProblems: ['defect-detector version 3: no source'],
    ...overrides,
  };
}
