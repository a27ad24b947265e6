import { useRouteRef } from '@backstage/core-plugin-api';
import type { Finding } from '@inference-portal/plugin-inference-common';
import { Link } from 'react-router-dom';
import { parseInstant, type InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { findingRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { CauseBadge } from '../Findings/CauseBadge';
import { findingSentence } from '../Findings/findingSentence';
import { StakesText } from '../Findings/StakesText';
import { Moment } from '../states/Moment';
import { OwnerName } from '../states/OwnerName';
import styles from './Overview.module.css';

/** Open findings, each the way to its evidence and to what can be done about it. */
export function NeededFindings(props: {
  findings: readonly Finding[];
  now: InstantMs;
}) {
  const t = useText();
  const formats = useFormats();
  const link = useRouteRef(findingRouteRef);
  return (
    <ul className={styles.needs} aria-label={t('overview.findings')}>
      {props.findings.map(finding => (
        <li key={finding.id} className={styles.need}>
          <span className={styles.needHead}>
            <Link className={styles.link} to={link({ id: finding.id })}>
              {finding.server.name}
            </Link>
            <CauseBadge cause={finding.cause} confidence={finding.confidence} />
          </span>
          <span className={styles.needReason}>
            {findingSentence(finding, t, formats)}
          </span>
          <span className={styles.needMeta}>
            <OwnerName owner={finding.owner} />
            {' · '}
            {t('overview.findingCost')} <StakesText finding={finding} />
            {' · '}
            <Moment
              at={parseInstant(finding.since)}
              now={props.now}
              absent={t('findings.noSince')}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
