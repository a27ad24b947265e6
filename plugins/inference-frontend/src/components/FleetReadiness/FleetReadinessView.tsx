import type { ReadinessReport } from '@inference-portal/plugin-inference-common';
import { Link } from 'react-router-dom';
import { parseInstant } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../translation/useText';
import { Panel } from '../layout/Panel';
import { ReadinessCountsList } from '../Readiness/ReadinessCountsList';
import { Moment } from '../states/Moment';
import { shortOwner } from '../states/OwnerName';
import { PageMessage } from '../states/PageMessage';
import { NOBODY, readinessSearch, type ReadinessQuery } from './readinessQuery';
import { RulesTable } from './RulesTable';
import { TeamsTable } from './TeamsTable';
import { WorstServers } from './WorstServers';
import readinessStyles from '../Readiness/Readiness.module.css';
import styles from '../Changes/Changes.module.css';

/** All servers by team, by rule and one by one, the worst first. */
export function FleetReadinessView(props: {
  report: ReadinessReport;
  query: ReadinessQuery;
}) {
  const t = useText();
  const { report, query } = props;
  const rule = report.rules.find(({ code }) => code === query.rule)?.code;
  if (report.servers === 0) {
    return (
      <PageMessage title={t('readiness.fleet.emptyTitle')}>
        <p>{t('readiness.fleet.emptyHint')}</p>
        <Narrowed query={query} />
      </PageMessage>
    );
  }
  return (
    <div className={readinessStyles.page}>
      <Headline report={report} />
      <Narrowed query={query} />
      <RollUp query={query} />
      <Panel title={t('readiness.fleet.teams')}>
        <TeamsTable teams={report.items} query={query} />
      </Panel>
      <Panel title={t('readiness.fleet.rules')}>
        <RulesTable rules={report.rules} query={query} />
      </Panel>
      <Panel
        title={
          rule === undefined
            ? t('readiness.fleet.worst')
            : t('readiness.fleet.worstOf', {
                rule: t(`readiness.rules.${rule}`),
              })
        }
      >
        <WorstServers query={query} rule={rule ?? null} />
      </Panel>
    </div>
  );
}

function Headline({ report }: { report: ReadinessReport }) {
  const t = useText();
  const formats = useFormats();
  const now = useNow();
  const { counts, failing, servers } = report;
  return (
    <>
      <h2 className={styles.headline}>
        {failing === 0
          ? t('readiness.fleet.headlineNone', {
              servers: formats.count(servers),
            })
          : t('readiness.fleet.headline', {
              failing: formats.count(failing),
              servers: formats.count(servers),
            })}
      </h2>
      <ReadinessCountsList counts={counts} />
      <p className={styles.note}>
        {t('readiness.fleet.checked')}{' '}
        <Moment at={parseInstant(report.checkedAt)} now={now} />
      </p>
    </>
  );
}

/** What the page is narrowed to, with the way back. */
function Narrowed({ query }: { query: ReadinessQuery }) {
  const t = useText();
  const { owner, rule } = query;
  if (owner === null && rule === null) {
    return null;
  }
  return (
    <p className={styles.actions}>
      {owner !== null && (
        <span>
          {owner === NOBODY
            ? t('readiness.fleet.ofNobody')
            : t('readiness.fleet.ofTeam', { team: shortOwner(owner) })}
        </span>
      )}
      <Link
        className={styles.link}
        to={readinessSearch({
          owner: null,
          rule: null,
          rollUp: query.rollUp && 1,
        })}
      >
        {t('table.clear')}
      </Link>
    </p>
  );
}

/** Teams as they are, or added up by the hierarchy of the catalog. */
function RollUp({ query }: { query: ReadinessQuery }) {
  const t = useText();
  const rolled = query.rollUp !== 0;
  const choices = [
    { rollUp: 0, label: t('readiness.fleet.asTheyAre'), current: !rolled },
    { rollUp: 1, label: t('readiness.fleet.byTopGroup'), current: rolled },
  ];
  return (
    <nav className={styles.actions} aria-label={t('readiness.fleet.rollUp')}>
      {choices.map(({ rollUp, label, current }) =>
        current ? (
          <strong key={rollUp} aria-current="true">
            {label}
          </strong>
        ) : (
          <Link
            key={rollUp}
            className={styles.link}
            to={readinessSearch({ ...query, owner: null, rollUp })}
          >
            {label}
          </Link>
        ),
      )}
    </nav>
  );
}
