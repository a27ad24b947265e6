import { useMemo } from 'react';
import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import { MarkdownContent } from '@backstage/core-components';
import { useText } from '../../../translation/useText';
import { cardMarkdown } from './cardMarkdown';
import styles from '../Model.module.css';

/** The card that came with a version. It is not trusted: Backstage's own component takes scripts out of it. */
export function ModelCard({ markdown }: { markdown: string }) {
  const t = useText();
  const content = useMemo(() => cardMarkdown(markdown), [markdown]);
  return (
    <Accordion>
      <AccordionTrigger title={t('versions.card')} />
      <AccordionPanel>
        <MarkdownContent className={styles.card} content={content} />
      </AccordionPanel>
    </Accordion>
  );
}
