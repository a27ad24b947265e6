import { Link } from 'react-router-dom';
import { useRouteRef } from '@backstage/core-plugin-api';
import type {
  FindingPage,
  ModelServer,
} from '@inference-portal/plugin-inference-common';
import { parseInstant, type InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import {
  findingsRouteRef,
  serverRouteRef,
  serversRouteRef,
} from '../../routes';
import { useText } from '../../translation/useText';
import { Panel } from '../layout/Panel';
import { Moment } from '../states/Moment';
import { OwnerName } from '../states/OwnerName';
import { StateBadge } from '../states/StateBadge';
import { NeededFindings } from './NeededFindings';
import { attentionQuery } from './serversLinks';
import styles from './Overview.module.css';

/** Servers that somebody has to look at, worst first, each with its reason; then what was found, the most expensive first. */
export function NeedsYou(props: {
  servers: readonly ModelServer[];
  /** All of them; the list may be shorter. */
  total: number;
  /** The first open findings; null while they are not known, or to who may not see them. */
  findings: FindingPage | null;
  now: InstantMs;
}) {
  const t = useText();
  const formats = useFormats();
  const serverLink = useRouteRef(serverRouteRef);
  const serversLink = useRouteRef(serversRouteRef);
  const findingsLink = useRouteRef(findingsRouteRef);
  const { findings } = props;
  return (
    <Panel
      title={t('overview.needsYou')}
      action={
        props.total > props.servers.length && (
          <Link
            className={styles.link}
            to={`${serversLink()}?${attentionQuery()}`}
          >
            {t('overview.moreNeedYou', { number: formats.count(props.total) })}
          </Link>
        )
      }
    >
      {props.servers.length === 0 ? (
        <p className={styles.none}>{t('overview.nothingNeedsYou')}</p>
      ) : (
        <ul className={styles.needs}>
          {props.servers.map(server => (
            <li key={server.id} className={styles.need}>
              <span className={styles.needHead}>
                <Link
                  className={styles.link}
                  to={serverLink({ id: server.id })}
                >
                  {server.name}
                </Link>
                <StateBadge state={server.state} />
              </span>
              <span className={styles.needReason}>
                {server.stateReason ?? t('common.noReason')}
              </span>
              <span className={styles.needMeta}>
                <OwnerName owner={server.owner.ref} />
                {' · '}
                {server.cluster} / {server.namespace}
                {' · '}
                <Moment at={parseInstant(server.stateSince)} now={props.now} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {findings !== null && findings.items.length > 0 && (
        <>
          <NeededFindings findings={findings.items} now={props.now} />
          {findings.totals.count > findings.items.length && (
            <Link className={styles.link} to={findingsLink()}>
              {t('overview.moreFindings', {
                number: formats.count(findings.totals.count),
              })}
            </Link>
          )}
        </>
      )}
    </Panel>
  );
}
