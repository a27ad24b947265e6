import type { FindingDetail } from '@inference-portal/plugin-inference-common';
import { parseInstant, type InstantMs } from '../../../format/instant';
import { ActivityPanel } from '../../Activity/ActivityPanel';
import { RemediationPanel } from '../../Remediation/RemediationPanel';
import { FindingHead } from './FindingHead';
import { HistoryPanel } from './HistoryPanel';
import { ReasonsPanel } from './ReasonsPanel';
import { StakesPanel } from './StakesPanel';
import styles from '../Findings.module.css';

/** A finding: the claim, the hours that prove it, the reasons, what it costs, and what happened to it. */
export function FindingView(props: { finding: FindingDetail; now: InstantMs }) {
  const { finding, now } = props;
  return (
    <div className={styles.page}>
      <FindingHead finding={finding} now={now} />
      <RemediationPanel serverId={finding.server.id} now={now} />
      <ActivityPanel
        serverId={finding.server.id}
        now={now}
        since={parseInstant(finding.since)}
      />
      <div className={styles.columns}>
        <ReasonsPanel finding={finding} now={now} />
        <div className={styles.column}>
          <StakesPanel finding={finding} />
          <HistoryPanel history={finding.history} />
        </div>
      </div>
    </div>
  );
}
