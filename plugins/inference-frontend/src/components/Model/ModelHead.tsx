import { Alert, Button } from '@backstage/ui';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { RiAddLine, RiPencilLine } from '@remixicon/react';
import { parseInstant } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { productionOf, shortModelName } from '../Models/modelsQuery';
import { GuardedButton } from '../RegistryDialogs/GuardedButton';
import { isEntityRef } from '../Server/isEntityRef';
import { lastingSince } from '../Server/ServerHead';
import { Chip } from '../states/Chip';
import { shortOwner } from '../states/OwnerName';
import type { ModelPanelProps } from './ModelView';
import type { ModelViewName } from './modelViews';
import { PendingRequests } from './Aliases/PendingRequests';
import { NotPinned } from './Versions/PinnedChip';
import styles from './Model.module.css';

/** The answer first: which version is production since when and by whom, where it runs, under which license. */
export function ModelHead(
  props: ModelPanelProps & { onView(view: ModelViewName): void },
) {
  const t = useText();
  const formats = useFormats();
  const { model, versions, now, actions } = props;
  const production = productionOf(model);
  const known = versions.status === 'ready' ? versions.data.items : [];
  const running = known.find(one => one.version === production?.version);
  const name = shortModelName(model);
  const figure = (text: string, view: ModelViewName) => (
    <button
      type="button"
      className={styles.figure}
      onClick={() => props.onView(view)}
    >
      {text}
    </button>
  );
  return (
    <header className={styles.head}>
      <div className={styles.title}>
        <h2>{model.title ?? name}</h2>
        {model.title !== null && <span className={styles.mono}>{name}</span>}
        <span className={styles.spacer} />
        <GuardedButton
          right={actions.rights.register}
          variant="tertiary"
          iconStart={<RiPencilLine />}
          onPress={actions.edit}
        >
          {t('model.edit')}
        </GuardedButton>
        <GuardedButton
          right={actions.rights.register}
          iconStart={<RiAddLine />}
          onPress={actions.registerVersion}
        >
          {t('model.registerVersion')}
        </GuardedButton>
      </div>
      <p className={styles.sentence}>
        {production
          ? t('model.production', {
              version: production.version,
              since: lastingSince(t, parseInstant(production.since), now),
              who: shortOwner(production.movedBy),
            })
          : t('model.noProduction')}{' '}
        {running && <NotPinned source={running.source} />}
      </p>
      <div className={styles.figures}>
        {figure(t('model.runsOn', { count: model.servers }), 'servers')}
        {figure(t('model.versions', { count: model.versions }), 'versions')}
        <span>
          {model.license === null
            ? t('model.licenseUnknown')
            : t('model.license', { license: model.license })}
        </span>
        <span>
          {t('model.owner')}{' '}
          {model.owner !== null && isEntityRef(model.owner) ? (
            <EntityRefLink entityRef={model.owner} defaultKind="group" />
          ) : (
            model.owner ?? t('common.unowned')
          )}
        </span>
        <span title={t(`originMeaning.${model.origin}`)}>
          {t('model.origin', { origin: t(`origin.${model.origin}`) })}
        </span>
        <EntityRefLink entityRef={model.entityRef}>
          {t('model.entity')}
        </EntityRefLink>
      </div>
      {(model.description !== null ||
        model.tags.length > 0 ||
        model.sourceIds.length > 0) && (
        <p className={styles.meta}>
          {model.description}
          {model.sourceIds.map(id => (
            <Chip key={id} label={id} title={t('model.sourceId')} />
          ))}
          {model.tags.map(tag => (
            <Chip key={tag} label={tag} />
          ))}
        </p>
      )}
      <PendingRequests model={model} now={now} actions={actions} />
      {model.conflicts > 0 && (
        <Alert
          status="warning"
          icon
          title={t('model.conflicts', { count: model.conflicts })}
          description={t('model.conflictsHint')}
          customActions={
            <Button
              size="small"
              variant="secondary"
              onPress={() =>
                props.onParams({
                  view: null,
                  version:
                    known.find(one => one.conflicts > 0)?.version ?? null,
                })
              }
            >
              {t('model.showConflicts', {
                number: formats.count(model.conflicts),
              })}
            </Button>
          }
        />
      )}
    </header>
  );
}
