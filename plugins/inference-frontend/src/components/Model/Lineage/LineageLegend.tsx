import type { LineageNode } from '@inference-portal/plugin-inference-common';
import { useText } from '../../../translation/useText';
import { KIND_ICONS } from './kindIcons';
import type { LineageIndex } from './lineageIndex';
import styles from './Lineage.module.css';

const KINDS: readonly LineageNode['kind'][] = [
  'external-model',
  'dataset',
  'run',
  'commit',
  'artifact',
  'version',
  'server',
];

/** What the marks of the drawing mean; only those that are in it. */
export function LineageLegend({ index }: { index: LineageIndex }) {
  const t = useText();
  const present = new Set(index.graph.nodes.map(({ kind }) => kind));
  return (
    <ul className={styles.legend} aria-label={t('lineage.legend')}>
      {KINDS.filter(kind => present.has(kind)).map(kind => {
        const Icon = KIND_ICONS[kind];
        return (
          <li key={kind}>
            <Icon size={16} aria-hidden="true" />
            {t(`nodeKind.${kind}`)}
          </li>
        );
      })}
      <li>
        <span className={styles.swatch} aria-hidden="true" />
        {t('lineage.deployedLegend')}
      </li>
      <li>
        <span className={styles.rootMark}>{t('lineage.rootMark')}</span>
        {t('lineage.rootLegend')}
      </li>
    </ul>
  );
}
