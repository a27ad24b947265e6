import type { GpuPlan } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { useText } from '../../translation/useText';
import { MoneyText } from '../Costs/MoneyText';
import { Fact, Facts } from '../layout/Facts';
import { Absent } from '../states/Absent';

const SECOND_MS = 1000;

/** The figures of a plan, each with what it means. */
export function GpuPlanFacts({ plan }: { plan: GpuPlan }) {
  const t = useText();
  const formats = useFormats();
  const { cost, decode, model, startup } = plan;
  const known = (
    value: number | null | undefined,
    format: (one: number) => string,
  ) =>
    value === null || value === undefined ? (
      <Absent reason={t('planner.notComputed')} />
    ) : (
      format(value)
    );
  const money = (micros: number | null | undefined) => (
    <MoneyText
      micros={micros ?? null}
      currency={cost?.currency ?? null}
      absent={t('planner.noPrice')}
      short
    />
  );
  const range = plan.kvPoolRangeGiB;
  return (
    <Facts>
      <Fact name={t('planner.longest')}>
        {known(plan.longestModelLen, value =>
          t('planner.tokens', { tokens: formats.count(value) }),
        )}
      </Fact>
      <Fact
        name={t('planner.kvTokens')}
        evidence={
          range === null
            ? undefined
            : t('planner.range', {
                low: formats.count(range.low),
                high: formats.count(range.high),
              })
        }
      >
        {known(plan.kvTokens, formats.count)}
      </Fact>
      <Fact name={t('planner.decode')}>
        {known(decode?.tokensPerSecond, value =>
          t('planner.perSecond', { tokens: formats.count(Math.round(value)) }),
        )}
      </Fact>
      <Fact name={t('planner.startup')}>
        {known(startup?.totalSeconds, seconds =>
          formats.duration(seconds * SECOND_MS),
        )}
      </Fact>
      <Fact name={t('planner.month')}>{money(cost?.perMonth)}</Fact>
      <Fact
        name={t('planner.million')}
        evidence={
          cost
            ? t('planner.atUtilization', {
                share: formats.percent(cost.utilization),
              })
            : undefined
        }
      >
        {money(cost?.perMillionTokens)}
      </Fact>
      <Fact name={t('planner.confidence')}>
        {t(`planner.confidences.${plan.confidence}`)}
      </Fact>
      <Fact
        name={t('planner.model')}
        evidence={t(`planner.sources.${model.source}`)}
      >
        {model.id}
      </Fact>
      <Fact name={t('planner.engine')}>
        {plan.engine.name} {plan.engine.version}
      </Fact>
    </Facts>
  );
}
