import { useMemo, useState } from 'react';
import { Button, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { RiArrowLeftRightLine } from '@remixicon/react';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { diffTexts, foldLines, isChange } from './diffLines';
import { CONTEXT_LINES, DiffTable, type DiffLayout } from './DiffTable';
import styles from './Revisions.module.css';

/** What changed between two texts, with buttons that jump from change to change. */
export function TextDiff(props: {
  label: string;
  before: string;
  after: string;
  /** Names of the two sides. */
  from: string;
  to: string;
  hint: string;
  layout: DiffLayout;
  onLayout(layout: DiffLayout): void;
  onSwap(): void;
}) {
  const t = useText();
  const formats = useFormats();
  const { before, after, layout } = props;
  const diff = useMemo(() => diffTexts(before, after), [before, after]);

  const stops = useMemo(
    () => foldLines(diff.lines, CONTEXT_LINES).filter(isChange).length,
    [diff],
  );
  const [marked, setMarked] = useState<number | null>(null);
  const jump = (step: 1 | -1) =>
    setMarked(previous =>
      previous === null
        ? (step + stops - (step === 1 ? 1 : 0)) % stops
        : (previous + step + stops) % stops,
    );

  return (
    <div className={styles.diff}>
      <div className={styles.diffBar}>
        <strong>{props.label}</strong>
        <span role="status">
          {diff.changes === 0
            ? t('revisions.same')
            : t('revisions.summary', {
                changes: t('revisions.changes', { count: diff.changes }),
                added: formats.count(diff.added),
                removed: formats.count(diff.removed),
              })}
        </span>
        <span className={styles.spacer} />
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiArrowLeftRightLine />}
          onPress={props.onSwap}
        >
          {t('revisions.swap')}
        </Button>
        <Button
          size="small"
          variant="secondary"
          isDisabled={diff.changes === 0}
          onPress={() => jump(-1)}
        >
          {t('revisions.previous')}
        </Button>
        <Button
          size="small"
          variant="secondary"
          isDisabled={diff.changes === 0}
          onPress={() => jump(1)}
        >
          {t('revisions.next')}
        </Button>
        <ToggleButtonGroup
          aria-label={t('revisions.layout')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[layout]}
          onSelectionChange={keys =>
            props.onLayout(keys.has('split') ? 'split' : 'unified')
          }
        >
          <ToggleButton id="unified" size="small">
            {t('revisions.unified')}
          </ToggleButton>
          <ToggleButton id="split" size="small">
            {t('revisions.split')}
          </ToggleButton>
        </ToggleButtonGroup>
      </div>
      <p className={styles.hint}>{props.hint}</p>
      {diff.changes > 0 && (
        <DiffTable
          lines={diff.lines}
          layout={layout}
          label={props.label}
          from={props.from}
          to={props.to}
          marked={marked}
        />
      )}
    </div>
  );
}
