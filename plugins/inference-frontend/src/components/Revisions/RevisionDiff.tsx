import { useMemo, useState } from 'react';
import { Button, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { RiArrowLeftRightLine } from '@remixicon/react';
import type { ServerRevision } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { diffTexts, foldLines, isChange } from './diffLines';
import { CONTEXT_LINES, DiffTable, type DiffLayout } from './DiffTable';
import { specificationTexts } from './specificationTexts';
import styles from './Revisions.module.css';

/** What changed between two revisions, with buttons that jump from change to change. */
export function RevisionDiff(props: {
  from: ServerRevision;
  to: ServerRevision;
  layout: DiffLayout;
  onLayout(layout: DiffLayout): void;
  onSwap(): void;
}) {
  const t = useText();
  const formats = useFormats();
  const { from, to, layout } = props;
  const texts = useMemo(() => specificationTexts(from, to), [from, to]);
  const diff = useMemo(() => diffTexts(texts.before, texts.after), [texts]);

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
        <strong>
          {t('revisions.table', {
            from: String(from.number),
            to: String(to.number),
          })}
        </strong>
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
      <p className={styles.hint}>
        {t('revisions.hint')}
        {texts.templateOnly && ` ${t('revisions.templateOnly')}`}
      </p>
      {diff.changes > 0 && (
        <DiffTable
          lines={diff.lines}
          layout={layout}
          from={from.number}
          to={to.number}
          marked={marked}
        />
      )}
    </div>
  );
}
