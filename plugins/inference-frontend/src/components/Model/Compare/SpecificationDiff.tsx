import { useMemo, useState } from 'react';
import { Select } from '@backstage/ui';
import type { VersionComparison } from '@inference-portal/plugin-inference-common';
import { useText } from '../../../translation/useText';
import type { DiffLayout } from '../../Revisions/DiffTable';
import { yamlOf } from '../../Revisions/specificationTexts';
import { TextDiff } from '../../Revisions/TextDiff';
import styles from '../Model.module.css';

type Serving = VersionComparison['servers'][number];

function nameOf({ server }: Serving): string {
  return `${server.name} (${server.cluster} / ${server.namespace})`;
}

/** How the specification of a server that runs one version differs from that of one that runs the other. */
export function SpecificationDiff(props: {
  comparison: VersionComparison;
  onSwap(): void;
}) {
  const t = useText();
  const { a, b, servers } = props.comparison;
  const sides = {
    a: servers.filter(({ runs }) => runs === 'a'),
    b: servers.filter(({ runs }) => runs === 'b'),
  };
  const [chosen, setChosen] = useState<{ a?: string; b?: string }>({});
  const [layout, setLayout] = useState<DiffLayout>('unified');
  const pick = (side: 'a' | 'b') =>
    sides[side].find(({ server }) => server.id === chosen[side]) ??
    sides[side][0];
  const left = pick('a');
  const right = pick('b');
  const texts = useMemo(
    () => ({
      before: left?.spec ? yamlOf(left.spec) : null,
      after: right?.spec ? yamlOf(right.spec) : null,
    }),
    [left, right],
  );
  if (!left || !right) {
    return (
      <p>
        {t('compare.noServers', {
          versions: [left ? null : a.version, right ? null : b.version]
            .filter(Boolean)
            .join(', '),
        })}
      </p>
    );
  }
  const choice = (side: 'a' | 'b', current: Serving) => (
    <Select
      size="small"
      label={t('compare.serverOf', {
        version: side === 'a' ? a.version : b.version,
      })}
      value={current.server.id}
      onChange={key =>
        setChosen(previous => ({ ...previous, [side]: String(key) }))
      }
      options={sides[side].map(serving => ({
        id: serving.server.id,
        label: nameOf(serving),
      }))}
    />
  );
  return (
    <div className={styles.panels}>
      <div className={styles.bar}>
        {choice('a', left)}
        {choice('b', right)}
      </div>
      {texts.before === null || texts.after === null ? (
        <p>{t('compare.noSpecification')}</p>
      ) : (
        <TextDiff
          key={`${left.server.id} ${right.server.id}`}
          label={t('compare.specification', {
            a: left.server.name,
            b: right.server.name,
          })}
          before={texts.before}
          after={texts.after}
          from={left.server.name}
          to={right.server.name}
          hint={t('revisions.hint')}
          layout={layout}
          onLayout={setLayout}
          onSwap={props.onSwap}
        />
      )}
    </div>
  );
}
