import { Button, Select } from '@backstage/ui';
import { RiArrowLeftRightLine } from '@remixicon/react';
import {
  inferenceModelReadPermission,
  type ModelRef,
  type ModelVersion,
} from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../../format/instant';
import { useVersionComparison } from '../../../hooks/registry/useModelDetails';
import { useText } from '../../../translation/useText';
import { productionOf } from '../../Models/modelsQuery';
import { PageMessage } from '../../states/PageMessage';
import { StaleBanner } from '../../states/StaleBanner';
import { UnloadedView } from '../../states/UnloadedView';
import type { ModelPanelProps } from '../ModelView';
import { ComparisonView } from './ComparisonView';
import styles from '../Model.module.css';

/** Which two versions are compared when the URL does not say: production with the newest, else the two newest. */
function usualPair(
  versions: readonly ModelVersion[],
  production: string | undefined,
): { a: string | undefined; b: string | undefined } {
  const newest = versions[0]?.version;
  const other = versions.find(({ version }) => version !== newest)?.version;
  return production === undefined || production === newest
    ? { a: other, b: newest }
    : { a: production, b: newest };
}

/** Two versions of a model side by side. */
export function ComparePanel(props: ModelPanelProps) {
  const t = useText();
  const { model, versions, params, onParams } = props;
  if (versions.status !== 'ready') {
    return (
      <UnloadedView
        state={versions}
        kind="model"
        what={t('states.whatVersions')}
        permission={inferenceModelReadPermission.name}
        rows={4}
      />
    );
  }
  const { items } = versions.data;
  const usual = usualPair(items, productionOf(model)?.version);
  const a = params.get('a') ?? usual.a;
  const b = params.get('b') ?? usual.b;
  if (items.length < 2 || a === undefined || b === undefined) {
    return (
      <PageMessage title={t('compare.oneTitle')}>
        <p>{t('compare.oneHint')}</p>
      </PageMessage>
    );
  }
  const choice = (side: 'a' | 'b', value: string) => (
    <Select
      size="small"
      searchable
      label={t(`compare.${side}`)}
      value={value}
      onChange={key => onParams({ [side]: key === null ? null : String(key) })}
      options={items.map(({ version, aliases }) => ({
        id: version,
        label:
          aliases.length > 0 ? `${version} (${aliases.join(', ')})` : version,
      }))}
    />
  );
  return (
    <div className={styles.panels}>
      <div className={styles.bar} role="group" aria-label={t('compare.choose')}>
        {choice('a', a)}
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiArrowLeftRightLine />}
          onPress={() => onParams({ a: b, b: a })}
        >
          {t('revisions.swap')}
        </Button>
        {choice('b', b)}
      </div>
      {a === b ? (
        <PageMessage title={t('compare.sameTitle')}>
          <p>{t('compare.sameHint')}</p>
        </PageMessage>
      ) : (
        <LoadedComparison
          key={`${a} ${b}`}
          model={model}
          a={a}
          b={b}
          now={props.now}
          onSwap={() => onParams({ a: b, b: a })}
        />
      )}
    </div>
  );
}

function LoadedComparison(props: {
  model: ModelRef;
  a: string;
  b: string;
  now: InstantMs;
  onSwap(): void;
}) {
  const t = useText();
  const { namespace, name } = props.model;
  const { a, b } = props;
  const state = useVersionComparison({ namespace, name }, { a, b });
  if (state.status !== 'ready') {
    return (
      <UnloadedView
        state={state}
        kind="model"
        what={t('states.whatComparison')}
        permission={inferenceModelReadPermission.name}
        rows={8}
      />
    );
  }
  return (
    <>
      <StaleBanner stale={state.stale} />
      <ComparisonView
        comparison={state.data}
        now={props.now}
        onSwap={props.onSwap}
      />
    </>
  );
}
