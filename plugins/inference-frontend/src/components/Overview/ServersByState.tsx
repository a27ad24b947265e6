import { Link } from 'react-router-dom';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { FleetSummary } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { serversRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { Panel } from '../layout/Panel';
import { SERVER_STATES, toneOf } from '../states/serverStates';
import { StateBadge } from '../states/StateBadge';
import { stateQuery } from './serversLinks';
import styles from './Overview.module.css';

/** How many servers are in which state; every state leads to its servers. */
export function ServersByState(props: {
  byState: FleetSummary['byState'];
  total: number;
}) {
  const t = useText();
  const formats = useFormats();
  const servers = useRouteRef(serversRouteRef)();
  const lines = SERVER_STATES.flatMap(state =>
    props.byState.filter(line => line.state === state && line.count > 0),
  );
  return (
    <Panel title={t('overview.byState')}>
      {lines.length === 0 && (
        <p className={styles.none}>{t('overview.byStateEmpty')}</p>
      )}
      <ul className={styles.states}>
        {lines.map(line => (
          <li key={line.state}>
            <Link
              className={styles.stateLine}
              to={`${servers}?${stateQuery([line.state])}`}
            >
              <StateBadge state={line.state} />
              <span className={styles.track} aria-hidden="true">
                <span
                  className={styles.stateBar}
                  data-tone={toneOf(line.state)}
                  style={{ width: `${(100 * line.count) / props.total}%` }}
                />
              </span>
              <span className={styles.number}>{formats.count(line.count)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
