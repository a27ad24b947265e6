import type { ModelServer } from '@inference-portal/plugin-inference-common';
import { useText } from '../../translation/useText';
import { shortModelName } from '../Models/modelsQuery';
import { Absent } from '../states/Absent';
import { MiddleText } from '../states/MiddleText';
import { PinMark } from './PinMark';
import { shortRevision } from './shortRevision';
import styles from './Servers.module.css';

/**
 * What a server runs: the registered model and version with the reason on hover, else what was observed; and whether the
 * source can change under the server.
 */
export function ModelName(props: {
  server: Pick<ModelServer, 'model' | 'registration'>;
}) {
  const t = useText();
  const { model, registration } = props.server;
  const name = registration ? shortModelName(registration) : model.id;
  if (name === null) {
    return <Absent reason={t('absent.model')} />;
  }
  const version =
    registration?.version ??
    model.version ??
    (model.revision === null ? null : shortRevision(model.revision));
  return (
    <span
      className={styles.model}
      title={
        registration
          ? t('registration.hint', {
              confidence: t(`confidence.${registration.confidence}`),
              reason: registration.reason,
            })
          : t('registration.unregisteredHint')
      }
    >
      {model.pinned !== null && <PinMark pinned={model.pinned} />}
      <MiddleText text={name} />
      {version !== null && <span className={styles.version}>@ {version}</span>}
    </span>
  );
}
