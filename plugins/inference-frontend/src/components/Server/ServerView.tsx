import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import type { ModelServerDetail } from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../format/instant';
import { useText } from '../../translation/useText';
import { Panel } from '../layout/Panel';
import { ServerReleaseBanner } from '../Releases/ServerReleaseBanner';
import { RemediationPanel } from '../Remediation/RemediationPanel';
import { ServerReadinessPanel } from '../Readiness/ServerReadinessPanel';
import { Revisions } from '../Revisions/Revisions';
import { ServerUsagePanel } from '../Usage/ServerUsagePanel';
import { PlannedCache } from './PlannedCache';
import { PodsTable } from './PodsTable';
import { ServerActions } from './ServerActions';
import { ServerEndpoints } from './ServerEndpoints';
import { ServerHead } from './ServerHead';
import { ServerOwner } from './ServerOwner';
import { WhatRuns } from './WhatRuns';
import { WhereItRuns } from './WhereItRuns';
import styles from './Server.module.css';

/** Views of a server, in the order of their tabs. */
export const SERVER_VIEWS = [
  'overview',
  'usage',
  'revisions',
  'readiness',
] as const;
export type ServerViewName = (typeof SERVER_VIEWS)[number];

/** A server: how it is, what runs, where, who owns it, and how it came to be so. */
export function ServerView(props: {
  server: ModelServerDetail;
  now: InstantMs;
  view: ServerViewName;
  onView(view: ServerViewName): void;
}) {
  const t = useText();
  const { server, now } = props;
  return (
    <div className={styles.page}>
      <ServerHead server={server} now={now} />
      <ServerReleaseBanner server={server} now={now} />
      <ServerActions server={server} />
      <RemediationPanel serverId={server.id} now={now} />
      <Tabs
        selectedKey={props.view}
        onSelectionChange={key =>
          props.onView(SERVER_VIEWS.find(one => one === key) ?? 'overview')
        }
      >
        <TabList aria-label={t('server.views')}>
          <Tab id="overview">{t('server.viewOverview')}</Tab>
          <Tab id="usage">{t('usage.tab')}</Tab>
          <Tab id="revisions">{t('server.viewRevisions')}</Tab>
          <Tab id="readiness">{t('readiness.tab')}</Tab>
        </TabList>
        <TabPanel id="overview" className={styles.view}>
          <div className={styles.panels}>
            <div className={styles.columns}>
              <div className={styles.column}>
                <WhatRuns server={server} />
                <PlannedCache serverId={server.id} />
              </div>
              <div className={styles.column}>
                <WhereItRuns server={server} now={now} />
                <ServerOwner server={server} />
                <ServerEndpoints endpoints={server.endpoints} />
              </div>
            </div>
            <PodsTable server={server} now={now} />
            {server.warnings.length > 0 && (
              <Panel title={t('server.warnings')}>
                <ul className={styles.list}>
                  {server.warnings.map(warning => (
                    <li key={warning}>{warning}</li>
                  ))}
                </ul>
              </Panel>
            )}
          </div>
        </TabPanel>
        <TabPanel id="usage" className={styles.view}>
          <ServerUsagePanel serverId={server.id} />
        </TabPanel>
        <TabPanel id="revisions" className={styles.view}>
          <Revisions
            server={server}
            currentRevision={server.currentRevision}
            now={now}
          />
        </TabPanel>
        <TabPanel id="readiness" className={styles.view}>
          <ServerReadinessPanel serverId={server.id} />
        </TabPanel>
      </Tabs>
    </div>
  );
}
