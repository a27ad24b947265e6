import { useState } from 'react';
import { Switch } from '@backstage/ui';
import type {
  LineageLink,
  VersionComparison,
} from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../../format/instant';
import { useFormats } from '../../../format/useFormats';
import { useText } from '../../../translation/useText';
import { Panel } from '../../layout/Panel';
import { CompactTable, type CompactColumn } from '../../table/CompactTable';
import { fieldLabel } from '../Fields/fieldLabel';
import { FieldValue } from '../Fields/FieldValue';
import { NodeLink } from '../Lineage/NodeLink';
import { CardDiff } from './CardDiff';
import { MetricsComparison } from './MetricsComparison';
import { SpecificationDiff } from './SpecificationDiff';
import compareStyles from './Compare.module.css';
import styles from '../Model.module.css';

type Field = VersionComparison['fields'][number];

/** What differs between two versions: fields, results, what they were made from, and how they are served. */
export function ComparisonView(props: {
  comparison: VersionComparison;
  now: InstantMs;
  onSwap(): void;
}) {
  const t = useText();
  const formats = useFormats();
  const { a, b, fields, metrics, lineage } = props.comparison;
  const [onlyDifferent, setOnlyDifferent] = useState(false);
  const different = fields.filter(field => !field.same);
  const count = (verdict: (typeof metrics)[number]['verdict']) =>
    metrics.filter(metric => metric.verdict === verdict).length;
  const value = (field: Field, side: 'a' | 'b') => (
    <span
      className={field.same ? undefined : compareStyles.different}
      data-side={side}
    >
      <FieldValue field={field.field} value={field[side]} now={props.now} />
    </span>
  );
  const columns: readonly CompactColumn<Field>[] = [
    {
      id: 'field',
      header: t('compare.field'),
      rowHeader: true,
      cell: field => (
        <span title={field.field}>{fieldLabel(t, field.field)}</span>
      ),
    },
    { id: 'a', header: a.version, cell: field => value(field, 'a') },
    { id: 'b', header: b.version, cell: field => value(field, 'b') },
    {
      id: 'same',
      header: t('compare.result'),
      cell: field => (field.same ? t('compare.same') : t('compare.differs')),
    },
  ];
  return (
    <>
      <p role="status">
        {t('compare.sentence', {
          b: b.version,
          a: a.version,
          different: formats.count(different.length),
          fields: formats.count(fields.length),
          better: formats.count(count('better')),
          worse: formats.count(count('worse')),
        })}
      </p>
      <Panel title={t('metrics.title')}>
        <MetricsComparison metrics={metrics} a={a.version} b={b.version} />
      </Panel>
      <Panel
        title={t('compare.fields')}
        action={
          <Switch
            label={t('compare.onlyDifferent')}
            isSelected={onlyDifferent}
            onChange={setOnlyDifferent}
          />
        }
      >
        <CompactTable
          label={t('compare.fields')}
          columns={columns}
          rows={onlyDifferent ? different : fields}
          rowKey={field => field.field}
        />
      </Panel>
      <CardDiff a={a} b={b} onSwap={props.onSwap} />
      <Panel title={t('compare.lineage')}>
        <div className={compareStyles.columns}>
          <Links
            title={t('compare.only', { version: a.version })}
            links={lineage.onlyA}
          />
          <Links
            title={t('compare.only', { version: b.version })}
            links={lineage.onlyB}
          />
          <Links title={t('compare.both')} links={lineage.both} />
        </div>
      </Panel>
      <Panel title={t('compare.servers')}>
        <SpecificationDiff
          comparison={props.comparison}
          onSwap={props.onSwap}
        />
      </Panel>
    </>
  );
}

function Links(props: { title: string; links: readonly LineageLink[] }) {
  const t = useText();
  return (
    <div className={styles.stack}>
      <h4>{props.title}</h4>
      {props.links.length === 0 ? (
        <p>{t('lineage.nothing')}</p>
      ) : (
        <ul className={styles.list}>
          {props.links.map(link => (
            <li key={`${link.relation} ${link.to}`}>
              {t(`relation.${link.relation}`)} <NodeLink id={link.to} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
