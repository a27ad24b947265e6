import { useMemo } from 'react';
import { Link } from 'react-router-dom';
import type { Model } from '@inference-portal/plugin-inference-common';
import { parseInstant, type InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { Absent } from '../states/Absent';
import { Chip } from '../states/Chip';
import { AliasTarget } from '../Model/Versions/AliasTarget';
import { MiddleText } from '../states/MiddleText';
import { Moment } from '../states/Moment';
import { OwnerName } from '../states/OwnerName';
import type { GridColumn } from '../table/GridColumn';
import { productionOf, shortModelName } from './modelsQuery';

/** Columns of the table of models. */
export function useModelColumns(
  now: InstantMs,
  linkTo: (model: Model) => string,
): readonly GridColumn<Model>[] {
  const t = useText();
  const formats = useFormats();
  return useMemo<readonly GridColumn<Model>[]>(
    () => [
      {
        id: 'name',
        header: t('models.name'),
        minWidth: 180,
        grow: 3,
        cell: model => (
          <>
            <Link to={linkTo(model)} tabIndex={-1}>
              <MiddleText text={shortModelName(model)} />
            </Link>
            {model.pendingRequests.length > 0 && (
              <Chip
                label={t('models.waiting')}
                title={t('models.waitingHint', {
                  count: model.pendingRequests.length,
                })}
              />
            )}
            {model.conflicts > 0 && (
              <Chip
                label={t('models.conflict')}
                title={t('models.conflictHint', { count: model.conflicts })}
              />
            )}
          </>
        ),
      },
      {
        id: 'owner',
        header: t('models.owner'),
        minWidth: 100,
        grow: 1.3,
        cell: model => <OwnerName owner={model.owner} />,
      },
      {
        id: 'production',
        header: t('models.production'),
        minWidth: 130,
        grow: 1.5,
        cell: model => {
          const production = productionOf(model);
          return production ? (
            <AliasTarget alias={production} />
          ) : (
            <Absent reason={t('models.noProduction')} />
          );
        },
      },
      {
        id: 'since',
        header: t('models.since'),
        minWidth: 96,
        grow: 0.4,
        cell: model => (
          <Moment
            at={parseInstant(productionOf(model)?.since)}
            now={now}
            absent={t('models.noProduction')}
          />
        ),
      },
      {
        id: 'versions',
        header: t('models.versions'),
        minWidth: 76,
        grow: 0.2,
        numeric: true,
        cell: model => formats.count(model.versions),
      },
      {
        id: 'servers',
        header: t('models.servers'),
        minWidth: 68,
        grow: 0.2,
        numeric: true,
        cell: model => formats.count(model.servers),
      },
      {
        id: 'license',
        header: t('models.license'),
        minWidth: 100,
        grow: 1,
        cell: model =>
          model.license === null ? (
            <Absent reason={t('models.noLicense')} />
          ) : (
            <MiddleText text={model.license} />
          ),
      },
      {
        id: 'changed',
        header: t('models.changed'),
        minWidth: 96,
        grow: 0.4,
        cell: model => <Moment at={parseInstant(model.changedAt)} now={now} />,
      },
    ],
    [t, formats, now, linkTo],
  );
}
