import { useState } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { ModelServer } from '@inference-portal/plugin-inference-common';
import { Link, useNavigate } from 'react-router-dom';
import { modelRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { Fact } from '../layout/Facts';
import { shortModelName } from '../Models/modelsQuery';
import { GuardedButton } from '../RegistryDialogs/GuardedButton';
import { RegisterServerDialog } from '../RegistryDialogs/RegisterServerDialog';
import { RegistrationRight } from '../RegistryDialogs/RegistrationRight';
import { Chip } from '../states/Chip';

/** Which registered version a server runs and how that is known, or the way to register what it runs. */
export function ServerRegistration({ server }: { server: ModelServer }) {
  const t = useText();
  const modelLink = useRouteRef(modelRouteRef);
  const navigate = useNavigate();
  const [registering, setRegistering] = useState(false);
  const { registration } = server;
  const register = (
    <RegistrationRight model={registration}>
      {right => (
        <GuardedButton right={right} onPress={() => setRegistering(true)}>
          {t('servers.register')}
        </GuardedButton>
      )}
    </RegistrationRight>
  );
  const linkOf = (model: { namespace: string; name: string }) =>
    modelLink({ namespace: model.namespace, name: model.name });
  return (
    <Fact
      name={t('registration.title')}
      evidence={
        registration
          ? t('registration.hint', {
              confidence: t(`confidence.${registration.confidence}`),
              reason: registration.reason,
            })
          : undefined
      }
    >
      {registration ? (
        <>
          <Link
            to={`${linkOf(registration)}${
              registration.version === null
                ? ''
                : `?${new URLSearchParams({ version: registration.version })}`
            }`}
          >
            {shortModelName(registration)}
            {registration.version !== null && ` @ ${registration.version}`}
          </Link>
          {registration.version === null && (
            <>
              <Chip
                label={t('registration.model-only')}
                title={t('registration.noVersion')}
              />
              {register}
            </>
          )}
        </>
      ) : (
        <>
          <Chip
            label={t('registration.unregistered')}
            title={t('registration.unregisteredHint')}
          />
          {register}
        </>
      )}
      {registering && (
        <RegisterServerDialog
          serverId={server.id}
          serverName={server.name}
          onClose={() => setRegistering(false)}
          onRegistered={model => navigate(linkOf(model))}
        />
      )}
    </Fact>
  );
}
