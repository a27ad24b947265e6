import {
  inferenceServerReadPermission,
  type ServerGpuPlan,
} from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useServerGpuPlan } from '../../hooks/useServerGpuPlan';
import { useText } from '../../translation/useText';
import { Fact, Facts } from '../layout/Facts';
import { Panel } from '../layout/Panel';
import { Absent } from '../states/Absent';
import { UnloadedView } from '../states/UnloadedView';

function Comparison({ plan }: { plan: ServerGpuPlan }) {
  const t = useText();
  const formats = useFormats();
  const { actual, differencePercent: difference, planned } = plan;
  return (
    <Facts>
      <Fact name={t('plannedCache.planned')}>
        {planned === null || planned.kvTokens === null ? (
          <Absent
            reason={plan.plannedReason ?? planned?.reasons.join(' ') ?? ''}
          />
        ) : (
          t('plannedCache.tokens', { tokens: formats.count(planned.kvTokens) })
        )}
      </Fact>
      <Fact
        name={t('plannedCache.actual')}
        evidence={
          actual === null
            ? undefined
            : t('plannedCache.reported', {
                blocks: formats.count(actual.blocks),
                blockSize: formats.count(actual.blockSize),
                metric: actual.metric,
              })
        }
      >
        {actual === null ? (
          <Absent reason={plan.actualReason ?? ''} />
        ) : (
          t('plannedCache.tokens', { tokens: formats.count(actual.kvTokens) })
        )}
      </Fact>
      <Fact name={t('plannedCache.difference')}>
        {difference === null ? (
          <Absent reason={t('plannedCache.noDifference')} />
        ) : (
          formats.percentSigned(difference / 100)
        )}
      </Fact>
    </Facts>
  );
}

/** Tokens that the KV cache of a server was planned to hold, beside what its engine reports. */
export function PlannedCache({ serverId }: { serverId: string }) {
  const t = useText();
  const state = useServerGpuPlan(serverId);
  return (
    <Panel title={t('plannedCache.title')}>
      {state.status === 'ready' ? (
        <Comparison plan={state.data} />
      ) : (
        <UnloadedView
          state={state}
          what={t('plannedCache.what')}
          permission={inferenceServerReadPermission.name}
          rows={2}
        />
      )}
    </Panel>
  );
}
