import { useMemo } from 'react';
import type {
  Model,
  ModelVersion,
} from '@inference-portal/plugin-inference-common';
import { parseInstant, type InstantMs } from '../../../format/instant';
import { useFormats } from '../../../format/useFormats';
import { useText } from '../../../translation/useText';
import { Absent } from '../../states/Absent';
import { MiddleText } from '../../states/MiddleText';
import { Moment } from '../../states/Moment';
import type { GridColumn } from '../../table/GridColumn';
import type { ModelActions } from '../modelActions';
import { AliasChip } from './AliasChip';
import { PinnedChip } from './PinnedChip';
import { VersionMenu } from './VersionMenu';
import { VersionName } from './VersionName';
import styles from './Versions.module.css';

/** Columns of the table of versions. */
export function useVersionColumns(
  model: Model,
  now: InstantMs,
  actions: ModelActions,
  onCompare: (version: string) => void,
): readonly GridColumn<ModelVersion>[] {
  const t = useText();
  const formats = useFormats();
  const { aliases } = model;
  return useMemo<readonly GridColumn<ModelVersion>[]>(() => {
    const isProtected = (alias: string) =>
      aliases.find(one => one.alias === alias)?.protected ?? false;
    return [
      {
        id: 'name',
        header: t('versions.version'),
        minWidth: 116,
        grow: 2,
        cell: version => <VersionName version={version} />,
      },
      {
        id: 'aliases',
        header: t('versions.aliases'),
        minWidth: 96,
        grow: 1.2,
        unsortable: true,
        cell: version =>
          version.aliases.map(alias => (
            <AliasChip
              key={alias}
              alias={alias}
              isProtected={isProtected(alias)}
              actions={actions}
              inGrid
            />
          )),
      },
      {
        id: 'source',
        header: t('versions.source'),
        minWidth: 96,
        grow: 0.3,
        cell: version => <PinnedChip source={version.source} />,
      },
      {
        id: 'format',
        header: t('versions.format'),
        minWidth: 120,
        grow: 1,
        cell: ({ format, precision, quantization }) => {
          const parts = [format, quantization ?? precision].filter(Boolean);
          return parts.length === 0 ? (
            <Absent reason={t('versions.notRecorded')} />
          ) : (
            <MiddleText text={parts.join(' · ')} />
          );
        },
      },
      {
        id: 'parameters',
        header: t('versions.parameters'),
        minWidth: 78,
        grow: 0.2,
        numeric: true,
        cell: ({ parameters }) =>
          parameters === null ? (
            <Absent reason={t('versions.notRecorded')} />
          ) : (
            <span title={formats.count(parameters)}>
              {formats.compact(parameters)}
            </span>
          ),
      },
      {
        id: 'license',
        header: t('versions.license'),
        minWidth: 84,
        grow: 0.8,
        cell: ({ license }) =>
          license === null ? (
            <Absent reason={t('versions.notRecorded')} />
          ) : (
            <MiddleText text={license} />
          ),
      },
      {
        id: 'metrics',
        header: t('versions.metrics'),
        minWidth: 140,
        grow: 1.6,
        cell: ({ headlineMetrics }) => {
          const text = headlineMetrics
            .map(({ name, value }) => `${name} ${formats.metric(value)}`)
            .join(' · ');
          return text === '' ? (
            <Absent reason={t('versions.noMetrics')} />
          ) : (
            <span className={styles.metric} title={text}>
              {text}
            </span>
          );
        },
      },
      {
        id: 'servers',
        header: t('versions.servers'),
        minWidth: 54,
        grow: 0.2,
        numeric: true,
        cell: version => formats.count(version.servers),
      },
      {
        id: 'registered',
        header: t('versions.registered'),
        minWidth: 96,
        grow: 0.4,
        cell: version => (
          <Moment at={parseInstant(version.registeredAt)} now={now} />
        ),
      },
      {
        id: 'actions',
        header: t('table.actions'),
        minWidth: 32,
        grow: 0,
        unsortable: true,
        hiddenHeader: true,
        cell: version => (
          <VersionMenu
            version={version}
            actions={actions}
            onCompare={onCompare}
          />
        ),
      },
    ];
  }, [t, formats, now, aliases, actions, onCompare]);
}
