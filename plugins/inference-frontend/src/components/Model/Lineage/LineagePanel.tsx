import { useMemo } from 'react';
import { Select, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { inferenceModelReadPermission } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../../format/useFormats';
import { useModelLineage } from '../../../hooks/registry/useLineage';
import { useText } from '../../../translation/useText';
import { productionOf, shortModelName } from '../../Models/modelsQuery';
import { StaleBanner } from '../../states/StaleBanner';
import { UnloadedView } from '../../states/UnloadedView';
import type { ModelPanelProps } from '../ModelView';
import { indexLineage } from './lineageIndex';
import { LineageView } from './LineageView';
import {
  ALL_VERSIONS,
  DEPTHS,
  DIRECTIONS,
  parseLineageParams,
} from './lineageParams';
import styles from '../Model.module.css';

/** From what a model was made, what was made from it, and which servers run that. */
export function LineagePanel(props: ModelPanelProps) {
  const t = useText();
  const formats = useFormats();
  const { model, versions, params, onParams } = props;
  // All versions of a model at once are many; what runs in production is what most people ask for.
  const { walk, node, asTable } = parseLineageParams(
    params,
    productionOf(model)?.version ?? model.latestVersion,
  );
  const state = useModelLineage(model, walk);
  const graph = state.status === 'ready' ? state.data : null;
  const index = useMemo(() => graph && indexLineage(graph), [graph]);
  const known = versions.status === 'ready' ? versions.data.items : [];
  return (
    <div className={styles.panels}>
      <div className={styles.choices}>
        <Select
          label={t('lineage.of')}
          size="small"
          searchable
          value={walk.version ?? ALL_VERSIONS}
          onChange={key =>
            onParams({ of: key === null ? null : String(key), node: null })
          }
          options={[
            { id: ALL_VERSIONS, label: t('lineage.allVersions') },
            ...known.map(({ version, aliases }) => ({
              id: version,
              label:
                aliases.length > 0
                  ? t('lineage.ofVersion', {
                      version,
                      aliases: formats.list(aliases),
                    })
                  : version,
            })),
          ]}
        />
        <Select
          label={t('lineage.depth')}
          size="small"
          value={String(walk.depth)}
          onChange={key => onParams({ depth: String(key) })}
          options={DEPTHS.map(depth => ({
            id: String(depth),
            label: t('lineage.steps', { count: depth }),
          }))}
        />
        <ToggleButtonGroup
          aria-label={t('lineage.direction')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[walk.direction]}
          onSelectionChange={keys =>
            onParams({ direction: String([...keys][0] ?? 'both') })
          }
        >
          {DIRECTIONS.map(direction => (
            <ToggleButton key={direction} id={direction} size="small">
              {t(`lineage.directionOf.${direction}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </div>
      {state.status !== 'ready' || index === null ? (
        <UnloadedView
          state={state.status === 'ready' ? { status: 'loading' } : state}
          kind="model"
          what={t('states.whatLineage')}
          permission={inferenceModelReadPermission.name}
          rows={6}
        />
      ) : (
        <>
          <StaleBanner stale={state.stale} />
          <LineageView
            index={index}
            name={
              walk.version === null
                ? shortModelName(model)
                : `${shortModelName(model)} @ ${walk.version}`
            }
            steps={walk.depth}
            selected={node}
            onSelect={id => onParams({ node: id })}
            asTable={asTable}
            onAsTable={table => onParams({ as: table ? 'table' : null })}
          />
        </>
      )}
    </div>
  );
}
