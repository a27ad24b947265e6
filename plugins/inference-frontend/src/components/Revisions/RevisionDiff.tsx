import { useMemo } from 'react';
import type { ServerRevision } from '@inference-portal/plugin-inference-common';
import { useText } from '../../translation/useText';
import type { DiffLayout } from './DiffTable';
import { specificationTexts } from './specificationTexts';
import { TextDiff } from './TextDiff';

/** What changed between two revisions. */
export function RevisionDiff(props: {
  from: ServerRevision;
  to: ServerRevision;
  layout: DiffLayout;
  onLayout(layout: DiffLayout): void;
  onSwap(): void;
}) {
  const t = useText();
  const { from, to } = props;
  const texts = useMemo(() => specificationTexts(from, to), [from, to]);
  return (
    <TextDiff
      label={t('revisions.table', {
        from: String(from.number),
        to: String(to.number),
      })}
      before={texts.before}
      after={texts.after}
      from={t('common.revision', { number: String(from.number) })}
      to={t('common.revision', { number: String(to.number) })}
      hint={
        texts.templateOnly
          ? `${t('revisions.hint')} ${t('revisions.templateOnly')}`
          : t('revisions.hint')
      }
      layout={props.layout}
      onLayout={props.onLayout}
      onSwap={props.onSwap}
    />
  );
}
