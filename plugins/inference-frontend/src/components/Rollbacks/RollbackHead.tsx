import { Alert, Button } from '@backstage/ui';
import type { RollbackPlan } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useForceRight } from '../../hooks/changes/useRollbacks';
import { useText } from '../../translation/useText';
import { Fact, Facts } from '../layout/Facts';
import { GuardedButton } from '../RegistryDialogs/GuardedButton';
import { RevisionLine } from './RevisionLine';
import { useApprovers } from './RollbackApproval';
import styles from '../Changes/Changes.module.css';

const MINUTE_MS = 60_000;

/** From where to where a plan leads, and what makes it more than a write to the cluster: a paused sync, or a second person. */
export function RollbackHead(props: {
  plan: RollbackPlan;
  /** Whether it was planned to write past Git. */
  force: boolean;
  onForce(force: boolean): void;
}) {
  const t = useText();
  const formats = useFormats();
  const { force, onForce, plan } = props;
  const { approval, method, pause, proposal } = plan;
  const right = useForceRight(plan.serverId);
  const who = useApprovers(approval?.approvers ?? null);
  const isGits =
    method === 'pull-request' ||
    (proposal !== null && proposal.manager !== 'helm');
  return (
    <>
      {pause !== null && (
        <Alert
          status="warning"
          icon
          title={t('rollback.pauseTitle', {
            name: pause.name,
            time: formats.duration(pause.minutes * MINUTE_MS),
          })}
          description={t('rollback.pauseText', {
            kind: pause.kind,
            name: pause.name,
          })}
        />
      )}
      {approval !== null && (
        <Alert
          status="warning"
          icon
          title={t('rollback.approvalTitle')}
          description={t('rollback.approvalText', {
            aliases: approval.aliases.join(', '),
            who,
          })}
        />
      )}
      <Facts>
        <Fact name={t('rollback.from')}>
          <RevisionLine revision={plan.from} />
        </Fact>
        <Fact name={t('rollback.to')}>
          <RevisionLine revision={plan.to} />
        </Fact>
        <Fact name={t('rollback.method')}>
          {t(`rollback.methods.${method}`)}
        </Fact>
      </Facts>
      {isGits && !force && (
        <div>
          <GuardedButton right={right} onPress={() => onForce(true)}>
            {t('rollback.force')}
          </GuardedButton>
          <p className={styles.note}>{t('rollback.forceHelp')}</p>
        </div>
      )}
      {force && (
        <div>
          <Button
            size="small"
            variant="secondary"
            onPress={() => onForce(false)}
          >
            {t('rollback.forceBack')}
          </Button>
        </div>
      )}
    </>
  );
}
