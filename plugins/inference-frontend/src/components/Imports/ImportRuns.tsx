import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import type { ImportRun } from '@inference-portal/plugin-inference-common';
import { parseInstant, type InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { Moment } from '../states/Moment';
import { OwnerName } from '../states/OwnerName';
import { CompactTable, type CompactColumn } from '../table/CompactTable';
import { ImportRunDetails } from './ImportRunDetails';
import { RunLine } from './RunLine';
import { RunState } from './RunState';
import { seenBy } from './runSentence';
import styles from './Imports.module.css';

/** The last runs of one source: the newest in a sentence, the chosen one in full, all of them on demand. */
export function ImportRuns(props: {
  /** Newest first. */
  runs: readonly ImportRun[];
  /** Id of the run that is shown in full. */
  chosen: string | null;
  now: InstantMs;
  onChoose(id: string | null): void;
}) {
  const t = useText();
  const { runs, chosen, now, onChoose } = props;
  const [latest] = runs;
  if (latest === undefined) {
    return <p className={styles.sentence}>{t('imports.none')}</p>;
  }
  const open = runs.find(({ id }) => id === chosen);
  const shown = open ?? latest;
  return (
    <>
      <RunLine
        run={shown}
        now={now}
        open={open !== undefined}
        onOpen={wanted => onChoose(wanted ? shown.id : null)}
      />
      {open && <ImportRunDetails key={open.id} id={open.id} now={now} />}
      {runs.length > 1 && (
        <Accordion>
          <AccordionTrigger title={t('imports.history')} />
          <AccordionPanel>
            <RunsTable runs={runs} now={now} onChoose={onChoose} />
          </AccordionPanel>
        </Accordion>
      )}
    </>
  );
}

function RunsTable(props: {
  runs: readonly ImportRun[];
  now: InstantMs;
  onChoose(id: string): void;
}) {
  const t = useText();
  const formats = useFormats();
  const columns: readonly CompactColumn<ImportRun>[] = [
    {
      id: 'started',
      header: t('imports.started'),
      rowHeader: true,
      cell: run => (
        <button
          type="button"
          className={styles.link}
          onClick={() => props.onChoose(run.id)}
        >
          <Moment at={parseInstant(run.startedAt)} now={props.now} />
        </button>
      ),
    },
    {
      id: 'state',
      header: t('dataSources.status'),
      cell: run => <RunState run={run} />,
    },
    {
      id: 'by',
      header: t('imports.by'),
      cell: run => <OwnerName owner={run.startedBy} />,
    },
    {
      id: 'seen',
      header: t('imports.read'),
      numeric: true,
      cell: run => formats.count(seenBy(run)),
    },
    {
      id: 'new',
      header: t('imports.newOnes'),
      numeric: true,
      cell: run =>
        formats.count(
          run.models.created + run.versions.created + run.aliases.created,
        ),
    },
    {
      id: 'conflicts',
      header: t('imports.conflicts'),
      numeric: true,
      cell: run => formats.count(run.conflicts),
    },
    {
      id: 'problems',
      header: t('imports.problems'),
      numeric: true,
      cell: run => formats.count(run.problems),
    },
  ];
  return (
    <CompactTable
      label={t('imports.history')}
      columns={columns}
      rows={props.runs}
      rowKey={run => run.id}
    />
  );
}
