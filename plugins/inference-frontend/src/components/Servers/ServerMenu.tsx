import { ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiMore2Line } from '@remixicon/react';
import type { ModelServer } from '@inference-portal/plugin-inference-common';
import { useText } from '../../translation/useText';
import { RegistrationRight } from '../RegistryDialogs/RegistrationRight';

/** What can be done with a server, at the end of its row. */
export function ServerMenu(props: {
  server: ModelServer;
  onRegister(server: ModelServer): void;
  onOpenModel(server: ModelServer): void;
}) {
  const t = useText();
  const { server } = props;
  const { registration } = server;
  return (
    <MenuTrigger>
      <ButtonIcon
        size="small"
        variant="tertiary"
        icon={<RiMore2Line />}
        excludeFromTabOrder
        aria-label={t('servers.actions', { server: server.name })}
      />
      <Menu>
        {registration === null ? null : (
          <MenuItem onAction={() => props.onOpenModel(server)}>
            {t('servers.openModel', { model: registration.name })}
          </MenuItem>
        )}
        {registration === null || registration.version === null ? (
          <RegistrationRight model={registration}>
            {right => (
              <MenuItem
                isDisabled={!right.allowed}
                onAction={() => props.onRegister(server)}
              >
                {right.reason === null
                  ? t('servers.register')
                  : t('registry.actionBlocked', {
                      label: t('servers.register'),
                      reason: right.reason,
                    })}
              </MenuItem>
            )}
          </RegistrationRight>
        ) : null}
      </Menu>
    </MenuTrigger>
  );
}
