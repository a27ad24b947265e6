import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import type { AliasState } from '@inference-portal/plugin-inference-common';
import { parseInstant } from '../../../format/instant';
import { useText } from '../../../translation/useText';
import { PRODUCTION } from '../../Models/modelsQuery';
import { GuardedButton } from '../../RegistryDialogs/GuardedButton';
import { Panel } from '../../layout/Panel';
import { Chip } from '../../states/Chip';
import { Moment } from '../../states/Moment';
import { OwnerName } from '../../states/OwnerName';
import { CompactTable, type CompactColumn } from '../../table/CompactTable';
import { aliasRight } from '../modelActions';
import type { ModelPanelProps } from '../ModelView';
import { AliasTarget } from '../Versions/AliasTarget';
import { AliasHistory } from './AliasHistory';
import styles from '../Model.module.css';

/** Where the aliases of a model point, and every move that led there. */
export function AliasesPanel(props: ModelPanelProps) {
  const t = useText();
  const { model, now, params, onParams, actions } = props;
  const names = new Set([...model.aliases.map(one => one.alias), PRODUCTION]);
  const wanted = params.get('alias');
  const [first = PRODUCTION] = names;
  // An alias that points nowhere any more still has its history.
  const alias = wanted ?? first;
  names.add(alias);
  const columns: readonly CompactColumn<AliasState>[] = [
    {
      id: 'alias',
      header: t('aliases.alias'),
      rowHeader: true,
      cell: state => (
        <span className={styles.chips}>
          <strong>{state.alias}</strong>
          {state.protected && (
            <Chip
              label={t('aliases.protected')}
              title={t('aliases.protectedHint')}
            />
          )}
        </span>
      ),
    },
    {
      id: 'version',
      header: t('versions.version'),
      cell: state => <AliasTarget alias={state} />,
    },
    {
      id: 'since',
      header: t('models.since'),
      cell: state => <Moment at={parseInstant(state.since)} now={now} />,
    },
    {
      id: 'by',
      header: t('aliases.by'),
      cell: state => <OwnerName owner={state.movedBy} />,
    },
    {
      id: 'actions',
      header: t('table.actions'),
      cell: state => (
        <GuardedButton
          right={aliasRight(actions.rights, state.protected)}
          variant="tertiary"
          aria-label={t('aliases.moveLabel', { alias: state.alias })}
          onPress={() => actions.moveAlias(state.alias, null)}
        >
          {t('aliases.move')}
        </GuardedButton>
      ),
    },
  ];
  return (
    <div className={styles.panels}>
      <Panel
        title={t('aliases.title')}
        action={
          <GuardedButton
            right={actions.rights.moveAlias}
            blocked={model.versions === 0 ? t('aliases.noVersions') : null}
            onPress={() => actions.moveAlias(null, null)}
          >
            {t('aliases.new')}
          </GuardedButton>
        }
      >
        {model.aliases.length === 0 ? (
          <p>{t('aliases.empty')}</p>
        ) : (
          <CompactTable
            label={t('aliases.title')}
            columns={columns}
            rows={model.aliases}
            rowKey={state => state.alias}
          />
        )}
      </Panel>
      <Panel
        title={t('aliases.history', { alias })}
        action={
          <ToggleButtonGroup
            aria-label={t('aliases.historyOf')}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[alias]}
            onSelectionChange={keys =>
              onParams({ alias: String([...keys][0] ?? alias) })
            }
          >
            {[...names].map(name => (
              <ToggleButton key={name} id={name} size="small">
                {name}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        }
      >
        <AliasHistory model={model} alias={alias} now={now} />
      </Panel>
    </div>
  );
}
