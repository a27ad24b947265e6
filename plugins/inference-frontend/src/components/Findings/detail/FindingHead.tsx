import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { FindingDetail } from '@inference-portal/plugin-inference-common';
import { Link } from 'react-router-dom';
import { parseInstant, type InstantMs } from '../../../format/instant';
import { useFormats } from '../../../format/useFormats';
import { findingsRouteRef, serverRouteRef } from '../../../routes';
import { useText } from '../../../translation/useText';
import { isEntityRef } from '../../Server/isEntityRef';
import { Chip } from '../../states/Chip';
import { Moment } from '../../states/Moment';
import { CauseBadge } from '../CauseBadge';
import { findingSentence } from '../findingSentence';
import { SilenceText } from '../SilenceText';
import { useOwnerText } from '../useOwnerText';
import { AnswerButtons } from './AnswerButtons';
import styles from '../Findings.module.css';

/** What is claimed of which server, whose it is, what was answered, and the answers. */
export function FindingHead(props: { finding: FindingDetail; now: InstantMs }) {
  const t = useText();
  const formats = useFormats();
  const ownerText = useOwnerText();
  const findingsLink = useRouteRef(findingsRouteRef)();
  const serverLink = useRouteRef(serverRouteRef);
  const { finding, now } = props;
  const { server, owner } = finding;
  return (
    <header className={styles.findingHead}>
      <Link className={styles.link} to={findingsLink}>
        ‹ {t('findings.back')}
      </Link>
      <div className={styles.title}>
        <h2>
          <Link className={styles.link} to={serverLink({ id: server.id })}>
            {server.name}
          </Link>
        </h2>
        <CauseBadge cause={finding.cause} confidence={finding.confidence} />
        {finding.state !== 'open' && (
          <Chip label={t(`findings.states.${finding.state}`)} />
        )}
      </div>
      <p className={styles.sentence}>{findingSentence(finding, t, formats)}</p>
      <p className={styles.facts}>
        <span>
          {t('findings.owner')}:{' '}
          {owner !== null && isEntityRef(owner) ? (
            <EntityRefLink entityRef={owner} defaultKind="group" hideIcon>
              {ownerText(owner)}
            </EntityRefLink>
          ) : (
            ownerText(owner)
          )}
          {finding.orphaned && (
            <>
              {' '}
              <Chip label={t('findings.orphaned')} />
            </>
          )}
        </span>
        <span>
          {server.cluster} / {server.namespace}
        </span>
        {server.model !== null && <span>{server.model}</span>}
        <span>
          {t('findings.since')}:{' '}
          <Moment
            at={parseInstant(finding.since)}
            now={now}
            absent={t('findings.noSince')}
          />
        </span>
      </p>
      <SilenceText finding={finding} now={now} />
      <AnswerButtons finding={finding} now={now} />
    </header>
  );
}
