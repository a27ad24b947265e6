import { Alert } from '@backstage/ui';
import {
  inferenceModelReadPermission,
  type Model,
  type ModelVersion,
} from '@inference-portal/plugin-inference-common';
import { parseInstant, type InstantMs } from '../../../format/instant';
import { useFormats } from '../../../format/useFormats';
import { useModelVersion } from '../../../hooks/registry/useModelVersions';
import { useText } from '../../../translation/useText';
import { GuardedButton } from '../../RegistryDialogs/GuardedButton';
import { Panel } from '../../layout/Panel';
import { shortOwner } from '../../states/OwnerName';
import { StaleBanner } from '../../states/StaleBanner';
import { UnloadedView } from '../../states/UnloadedView';
import type { ModelActions } from '../modelActions';
import { LineageLinks } from '../Lineage/LineageLinks';
import { AliasChip } from './AliasChip';
import { ConflictsTable } from './ConflictsTable';
import { MetricsTable } from './MetricsTable';
import { ModelCard } from './ModelCard';
import { VersionFacts } from './VersionFacts';
import styles from '../Model.module.css';

/** Everything about one version. */
export function VersionDetailPanel(props: {
  model: Model;
  version: ModelVersion;
  now: InstantMs;
  actions: ModelActions;
  /** A link led to this version. */
  arrived: boolean;
}) {
  const t = useText();
  const formats = useFormats();
  const { model, version, now, actions } = props;
  const state = useModelVersion(version.model, version.version);
  const retired = version.retirement;
  const retiredAt = retired && parseInstant(retired.at);
  return (
    <Panel
      title={t('versions.detail', { version: version.version })}
      arrived={props.arrived}
      action={
        <span className={styles.chips}>
          {version.aliases.map(alias => (
            <AliasChip
              key={alias}
              alias={alias}
              isProtected={
                model.aliases.find(one => one.alias === alias)?.protected ??
                false
              }
              actions={actions}
            />
          ))}
          <GuardedButton
            right={actions.rights.retire}
            variant="tertiary"
            onPress={() => actions.retire(version)}
          >
            {version.state === 'active'
              ? t('versions.retire')
              : t('versions.takeBack')}
          </GuardedButton>
        </span>
      }
    >
      <div className={styles.panels}>
        {retired && (
          <Alert
            status="warning"
            icon
            title={t('versions.retiredBy', {
              who: shortOwner(retired.by),
              when: retiredAt === null ? '—' : formats.relative(retiredAt, now),
            })}
            description={retired.reason}
          />
        )}
        {state.status === 'ready' ? (
          <>
            <StaleBanner stale={state.stale} />
            <VersionFacts version={state.data} now={now} />
            {state.data.conflicts > 0 && (
              <ConflictsTable
                model={version.model}
                version={version.version}
                now={now}
              />
            )}
            <MetricsTable metrics={state.data.metrics} now={now} />
            <LineageLinks links={state.data.lineage} />
            {state.data.modelCard !== null && (
              <ModelCard markdown={state.data.modelCard} />
            )}
          </>
        ) : (
          <UnloadedView
            state={state}
            kind="model"
            what={t('states.whatVersion')}
            permission={inferenceModelReadPermission.name}
            rows={5}
          />
        )}
      </div>
    </Panel>
  );
}
