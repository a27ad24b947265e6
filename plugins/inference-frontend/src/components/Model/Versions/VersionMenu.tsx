import { ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiMore2Line } from '@remixicon/react';
import type { ModelVersion } from '@inference-portal/plugin-inference-common';
import { useText } from '../../../translation/useText';
import type { ModelActions } from '../modelActions';

/** What can be done with a version, at the end of its row. */
export function VersionMenu(props: {
  version: ModelVersion;
  actions: ModelActions;
  onCompare(version: string): void;
}) {
  const t = useText();
  const { version, actions } = props;
  const { rights } = actions;
  const active = version.state === 'active';
  const mayMove = rights.moveAlias.allowed || rights.moveProtectedAlias.allowed;
  const withReason = (label: string, reason: string | null) =>
    reason === null ? label : t('registry.actionBlocked', { label, reason });
  return (
    <MenuTrigger>
      <ButtonIcon
        size="small"
        variant="tertiary"
        icon={<RiMore2Line />}
        excludeFromTabOrder
        aria-label={t('versions.actions', { version: version.version })}
      />
      <Menu>
        <MenuItem onAction={() => props.onCompare(version.version)}>
          {t('versions.compare')}
        </MenuItem>
        <MenuItem
          isDisabled={!mayMove || !active}
          onAction={() => actions.moveAlias(null, version.version)}
        >
          {active
            ? withReason(
                t('versions.pointAlias'),
                mayMove ? null : rights.moveAlias.reason,
              )
            : withReason(t('versions.pointAlias'), t('versions.isRetired'))}
        </MenuItem>
        <MenuItem
          color={active ? 'danger' : 'primary'}
          isDisabled={!rights.retire.allowed}
          onAction={() => actions.retire(version)}
        >
          {withReason(
            active ? t('versions.retire') : t('versions.takeBack'),
            rights.retire.reason,
          )}
        </MenuItem>
      </Menu>
    </MenuTrigger>
  );
}
