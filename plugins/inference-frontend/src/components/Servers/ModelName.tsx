import type { ModelServer } from '@inference-portal/plugin-inference-common';
import { useText } from '../../translation/useText';
import { Absent } from '../states/Absent';
import { MiddleText } from '../states/MiddleText';
import { PinMark } from './PinMark';
import { shortRevision } from './shortRevision';
import styles from './Servers.module.css';

/** Model with its version or revision, and whether the source can change under the server. */
export function ModelName({ model }: { model: ModelServer['model'] }) {
  const t = useText();
  if (model.id === null) {
    return <Absent reason={t('absent.model')} />;
  }
  const version =
    model.version ??
    (model.revision === null ? null : shortRevision(model.revision));
  return (
    <span className={styles.model}>
      {model.pinned !== null && <PinMark pinned={model.pinned} />}
      <MiddleText text={model.id} />
      {version !== null && <span className={styles.version}>@ {version}</span>}
    </span>
  );
}
