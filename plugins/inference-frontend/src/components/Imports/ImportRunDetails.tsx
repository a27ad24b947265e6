import {
  inferenceRegistryImportPermission,
  type ImportCounts,
  type ImportRunDetail,
} from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useRegistryImport } from '../../hooks/registry/useRegistryImports';
import { useText } from '../../translation/useText';
import { StaleBanner } from '../states/StaleBanner';
import { UnloadedView } from '../states/UnloadedView';
import { CompactTable, type CompactColumn } from '../table/CompactTable';
import { ImportChanges } from './ImportChanges';
import { ImportConflicts } from './ImportConflicts';
import styles from './Imports.module.css';

/** Everything about one run: counts, changes, conflicts and what could not be imported. */
export function ImportRunDetails(props: { id: string; now: InstantMs }) {
  const t = useText();
  const state = useRegistryImport(props.id);
  if (state.status !== 'ready') {
    return (
      <UnloadedView
        state={state}
        what={t('imports.whatRun')}
        permission={inferenceRegistryImportPermission.name}
        rows={3}
      />
    );
  }
  return (
    <section className={styles.run} aria-label={t('imports.run')}>
      <StaleBanner stale={state.stale} />
      <RunReport run={state.data} now={props.now} />
    </section>
  );
}

function RunReport(props: { run: ImportRunDetail; now: InstantMs }) {
  const t = useText();
  const { run, now } = props;
  return (
    <>
      <Counts run={run} />
      <ImportChanges run={run} />
      {run.foundConflicts.length > 0 && (
        <ImportConflicts
          conflicts={run.foundConflicts}
          total={run.conflicts}
          now={now}
        />
      )}
      {run.foundProblems.length > 0 && (
        <section className={styles.part} aria-label={t('imports.problems')}>
          <h5>{t('imports.problemsTitle')}</h5>
          <ul className={styles.problems}>
            {run.foundProblems.map((problem, index) => (
              <li key={index}>{problem}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

const KINDS = ['models', 'versions', 'aliases'] as const;
const OUTCOMES = ['created', 'changed', 'unchanged', 'skipped'] as const;

interface CountedKind {
  readonly kind: (typeof KINDS)[number];
  readonly counts: ImportCounts;
}

function Counts({ run }: { run: ImportRunDetail }) {
  const t = useText();
  const formats = useFormats();
  const columns: readonly CompactColumn<CountedKind>[] = [
    {
      id: 'kind',
      header: t('imports.kind'),
      rowHeader: true,
      cell: ({ kind }) => t(`imports.kindOf.${kind}`),
    },
    ...OUTCOMES.map(outcome => ({
      id: outcome,
      header: t(`imports.outcome.${outcome}`),
      numeric: true,
      cell: ({ counts }: CountedKind) => formats.count(counts[outcome]),
    })),
  ];
  return (
    <CompactTable
      label={t('imports.counts')}
      columns={columns}
      rows={KINDS.map(kind => ({ kind, counts: run[kind] }))}
      rowKey={({ kind }) => kind}
    />
  );
}
