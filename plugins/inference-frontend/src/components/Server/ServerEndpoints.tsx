import type { Endpoint } from '@inference-portal/plugin-inference-common';
import { useText } from '../../translation/useText';
import { Panel } from '../layout/Panel';
import styles from './Server.module.css';

/** Where the server is called. */
export function ServerEndpoints(props: { endpoints: readonly Endpoint[] }) {
  const t = useText();
  return (
    <Panel title={t('server.endpoints')}>
      {props.endpoints.length === 0 ? (
        <p className={styles.meta}>{t('server.noEndpoints')}</p>
      ) : (
        <ul className={styles.list}>
          {props.endpoints.map(endpoint => (
            <li key={`${endpoint.url} ${endpoint.source}`}>
              <span className={styles.mono}>{endpoint.url}</span>{' '}
              <span className={styles.evidence}>
                {t('server.from', { source: endpoint.source })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
