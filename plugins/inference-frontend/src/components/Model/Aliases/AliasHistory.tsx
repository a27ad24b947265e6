import {
  inferenceModelReadPermission,
  type AliasMove,
  type ModelRef,
} from '@inference-portal/plugin-inference-common';
import { parseInstant, type InstantMs } from '../../../format/instant';
import { useAliasHistory } from '../../../hooks/registry/useModelDetails';
import { useText } from '../../../translation/useText';
import { Absent } from '../../states/Absent';
import { Moment } from '../../states/Moment';
import { OwnerName } from '../../states/OwnerName';
import { StaleBanner } from '../../states/StaleBanner';
import { UnloadedView } from '../../states/UnloadedView';
import { CompactTable, type CompactColumn } from '../../table/CompactTable';

/** Every move of an alias: when, who, from, to, why. Nothing is ever taken out of it. */
export function AliasHistory(props: {
  model: ModelRef;
  alias: string;
  now: InstantMs;
}) {
  const t = useText();
  const { namespace, name } = props.model;
  const state = useAliasHistory({ namespace, name }, props.alias);
  if (state.status !== 'ready') {
    return (
      <UnloadedView
        state={state}
        kind="model"
        what={t('states.whatHistory')}
        permission={inferenceModelReadPermission.name}
        rows={3}
      />
    );
  }
  const columns: readonly CompactColumn<AliasMove>[] = [
    {
      id: 'at',
      header: t('aliases.at'),
      rowHeader: true,
      cell: move => <Moment at={parseInstant(move.at)} now={props.now} />,
    },
    {
      id: 'from',
      header: t('aliases.from'),
      cell: move => move.from ?? t('moveAlias.nowhere'),
    },
    {
      id: 'to',
      header: t('aliases.to'),
      cell: move => move.to ?? t('moveAlias.nowhere'),
    },
    {
      id: 'by',
      header: t('aliases.by'),
      cell: move => <OwnerName owner={move.by} />,
    },
    {
      id: 'approvedBy',
      header: t('aliases.approvedBy'),
      cell: move =>
        move.approvedBy === null ? (
          <Absent reason={t('aliases.noApproval')} />
        ) : (
          <OwnerName owner={move.approvedBy} />
        ),
    },
    {
      id: 'reason',
      header: t('aliases.reason'),
      cell: move => move.reason ?? <Absent reason={t('aliases.noReason')} />,
    },
  ];
  return (
    <>
      <StaleBanner stale={state.stale} />
      {state.data.items.length === 0 ? (
        <p>{t('aliases.noHistory', { alias: props.alias })}</p>
      ) : (
        <CompactTable
          label={t('aliases.history', { alias: props.alias })}
          columns={columns}
          rows={state.data.items}
          rowKey={move => `${move.at} ${move.to}`}
        />
      )}
    </>
  );
}
