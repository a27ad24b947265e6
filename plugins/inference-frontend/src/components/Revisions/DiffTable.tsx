import { useEffect, useMemo, useRef, useState } from 'react';
import { VisuallyHidden } from '@backstage/ui';
import { useText } from '../../translation/useText';
import {
  foldLines,
  isChange,
  splitRows,
  type DiffBlock,
  type DiffLine,
} from './diffLines';
import styles from './Revisions.module.css';

/** One text below the other, or side by side. */
export type DiffLayout = 'unified' | 'split';

/** Unchanged lines that stay visible around a change. */
export const CONTEXT_LINES = 3;

const MARKS = { same: ' ', added: '+', removed: '−' } as const;

/** Lines of a diff with far-away unchanged ones folded behind buttons. */
export function DiffTable(props: {
  lines: readonly DiffLine[];
  layout: DiffLayout;
  label: string;
  /** Names of the two sides. */
  from: string;
  to: string;
  /** Change to be brought into view, counted from 0; null for none. */
  marked: number | null;
}) {
  const t = useText();
  const markedBlock = useRef<HTMLTableSectionElement>(null);
  useEffect(() => {
    markedBlock.current?.scrollIntoView?.({ block: 'center' });
  }, [props.marked]);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const blocks = useMemo(
    () => foldLines(props.lines, CONTEXT_LINES),
    [props.lines],
  );
  const split = props.layout === 'split';
  const changed = blocks.filter(isChange);
  const { label } = props;
  const isMarked = (block: DiffBlock) =>
    props.marked !== null && changed[props.marked] === block;
  const rows = (block: DiffBlock) =>
    split ? (
      <SplitRows lines={block.lines} />
    ) : (
      <UnifiedRows lines={block.lines} />
    );
  return (
    <div
      className={styles.code}
      role="group"
      aria-label={label}
      tabIndex={0} // eslint-disable-line jsx-a11y/no-noninteractive-tabindex
    >
      <table
        className={styles.lines}
        data-layout={props.layout}
        aria-label={label}
      >
        <thead>
          <tr>
            <th scope="col">
              <VisuallyHidden>
                {t('revisions.from')}: {t('revisions.line')}
              </VisuallyHidden>
            </th>
            {split && <th scope="col">{props.from}</th>}
            <th scope="col">
              <VisuallyHidden>
                {t('revisions.to')}: {t('revisions.line')}
              </VisuallyHidden>
            </th>
            <th scope="col">
              {split ? props.to : <VisuallyHidden>{label}</VisuallyHidden>}
            </th>
          </tr>
        </thead>
        {blocks.map((block, index) =>
          block.kind === 'fold' && !open.has(block.id) ? (
            <tbody key={`fold-${block.id}`}>
              <tr className={styles.fold}>
                <td colSpan={split ? 4 : 3}>
                  <button
                    type="button"
                    onClick={() => setOpen(new Set([...open, block.id]))}
                  >
                    {t('revisions.unfold', { count: block.lines.length })}
                  </button>
                </td>
              </tr>
            </tbody>
          ) : (
            <tbody
              key={index}
              ref={isMarked(block) ? markedBlock : undefined}
              data-marked={isMarked(block) ? '' : undefined}
            >
              {rows(block)}
            </tbody>
          ),
        )}
      </table>
    </div>
  );
}

function UnifiedRows({ lines }: { lines: readonly DiffLine[] }) {
  return (
    <>
      {lines.map((line, index) => (
        <tr key={index}>
          <td className={styles.gutter}>{line.before}</td>
          <td className={styles.gutter}>{line.after}</td>
          <Code line={line} />
        </tr>
      ))}
    </>
  );
}

function SplitRows({ lines }: { lines: readonly DiffLine[] }) {
  return (
    <>
      {splitRows(lines).map(({ left, right }, index) => (
        <tr key={index}>
          <td className={styles.gutter}>{left?.before}</td>
          <Code line={left} />
          <td className={styles.gutter}>{right?.after}</td>
          <Code line={right} />
        </tr>
      ))}
    </>
  );
}

function Code({ line }: { line: DiffLine | null }) {
  const t = useText();
  if (line === null) {
    return <td className={styles.line} data-kind="none" />;
  }
  return (
    <td className={styles.line} data-kind={line.kind}>
      <span className={styles.mark} aria-hidden="true">
        {MARKS[line.kind]}
      </span>
      {line.kind !== 'same' && (
        <VisuallyHidden>
          {line.kind === 'added'
            ? t('revisions.addedLine')
            : t('revisions.removedLine')}
        </VisuallyHidden>
      )}
      <span>{line.text}</span>
    </td>
  );
}
