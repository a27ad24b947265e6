import { Button } from '@backstage/ui';
import type { ImportRun } from '@inference-portal/plugin-inference-common';
import { parseInstant, type InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { Moment } from '../states/Moment';
import { shortOwner } from '../states/OwnerName';
import { RunState } from './RunState';
import { runSentence, seenBy } from './runSentence';
import styles from './Imports.module.css';

const SECOND_MS = 1_000;

/** One run in a line: how far it is, what came of it, who started it. Told to screen readers as it goes on. */
export function RunLine(props: {
  run: ImportRun;
  now: InstantMs;
  open: boolean;
  onOpen(open: boolean): void;
}) {
  const t = useText();
  const formats = useFormats();
  const { run, now } = props;
  const isRunning = run.state === 'running';
  const startedAt = parseInstant(run.startedAt);
  const finishedAt = parseInstant(run.finishedAt);
  const took =
    startedAt === null || finishedAt === null ? null : finishedAt - startedAt;
  return (
    <div className={styles.latest}>
      <RunState run={run} />
      <span className={styles.sentence} role="status">
        {isRunning
          ? t('imports.soFar', { number: formats.count(seenBy(run)) })
          : run.error ?? runSentence(t, formats, run)}
        {!isRunning && run.conflicts > 0 && (
          <> {t('imports.conflictCount', { count: run.conflicts })}</>
        )}
        {!isRunning && run.problems > 0 && (
          <> {t('imports.problemCount', { count: run.problems })}</>
        )}
      </span>
      <span className={styles.hint}>
        {t('imports.startedBy', { who: shortOwner(run.startedBy) })}{' '}
        <Moment at={startedAt} now={now} />
        {took !== null &&
          ` · ${t('imports.took', {
            duration:
              took < SECOND_MS
                ? formats.milliseconds(took)
                : formats.duration(took),
          })}`}
      </span>
      <Button
        size="small"
        variant="tertiary"
        onPress={() => props.onOpen(!props.open)}
      >
        {t(props.open ? 'imports.hide' : 'imports.show')}
      </Button>
    </div>
  );
}
