import { useState } from 'react';
import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import type { ModelVersionDetail } from '@inference-portal/plugin-inference-common';
import { useText } from '../../../translation/useText';
import type { DiffLayout } from '../../Revisions/DiffTable';
import { TextDiff } from '../../Revisions/TextDiff';

/** What changed between the cards of two versions, on demand. Nothing when they say the same or one has none. */
export function CardDiff(props: {
  a: ModelVersionDetail;
  b: ModelVersionDetail;
  onSwap(): void;
}) {
  const t = useText();
  const { a, b } = props;
  const [layout, setLayout] = useState<DiffLayout>('unified');
  if (
    a.modelCard === null ||
    b.modelCard === null ||
    a.modelCard === b.modelCard
  ) {
    return null;
  }
  return (
    <Accordion>
      <AccordionTrigger title={t('compare.card')} />
      <AccordionPanel>
        <TextDiff
          label={t('compare.specification', { a: a.version, b: b.version })}
          before={a.modelCard}
          after={b.modelCard}
          from={a.version}
          to={b.version}
          hint={t('compare.cardHint')}
          layout={layout}
          onLayout={setLayout}
          onSwap={props.onSwap}
        />
      </AccordionPanel>
    </Accordion>
  );
}
