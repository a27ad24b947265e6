import { lazy, Suspense, useMemo, useState, type KeyboardEvent } from 'react';
import { ButtonLink, Skeleton, Switch } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { ServerUsage } from '@inference-portal/plugin-inference-common';
import { useFormats } from '../../format/useFormats';
import { dataSourcesRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { usageSlots, type UsageSlot } from '../Activity/usageSlots';
import { slotAfterKey } from '../Costs/chart/slotAfterKey';
import { Panel } from '../layout/Panel';
import { PageMessage } from '../states/PageMessage';
import { seenCharts, type UsageUnit } from './usageCharts';
import { UsageHeadline } from './UsageHeadline';
import { UsageLegend } from './UsageLegend';
import { UsageTable } from './UsageTable';
import styles from './Usage.module.css';

// The drawing library is loaded when there is something to draw.
const UsageChart = lazy(() => import('./UsageChart'));
const CHART_HEIGHT = 150;

/** Traffic, tokens, latency and GPUs of a server beside each other: one time is chosen in all charts at once. */
export function UsageView({ usage }: { usage: ServerUsage }) {
  const t = useText();
  const formats = useFormats('UTC');
  const dataSources = useRouteRef(dataSourcesRouteRef)();
  const [asTable, setAsTable] = useState(false);
  const [current, setCurrent] = useState<number | null>(null);
  const slots = useMemo(() => usageSlots(usage), [usage]);
  const charts = useMemo(() => seenCharts(slots), [slots]);
  if (charts.length === 0) {
    return (
      <PageMessage title={t('usage.noneTitle')}>
        <p>{t('usage.noneHint')}</p>
        <ButtonLink variant="primary" href={dataSources}>
          {t('usage.noneAction')}
        </ButtonLink>
      </PageMessage>
    );
  }
  const labelOf = ({ start }: UsageSlot) =>
    usage.granularity === 'hour' ? formats.dayHour(start) : formats.day(start);
  const say = (unit: UsageUnit, value: number) => {
    switch (unit) {
      case 'latency':
        return formats.latency(value);
      case 'share':
        return formats.percent(value);
      default:
        return formats.compact(value);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = slotAfterKey(event.key, current, slots.length);
    if (next !== undefined) {
      event.preventDefault();
      setCurrent(next);
    }
  };
  const chosen = current === null ? undefined : slots[current];
  return (
    <>
      <UsageHeadline usage={usage} slots={slots} />
      <div className={styles.controls}>
        <span aria-live="polite" className={styles.when}>
          {chosen === undefined
            ? t('usage.whole')
            : t('usage.at', { when: labelOf(chosen) })}
        </span>
        <Switch
          label={t('usage.asTable')}
          isSelected={asTable}
          onChange={setAsTable}
        />
      </div>
      {asTable ? (
        <UsageTable charts={charts} slots={slots} labelOf={labelOf} say={say} />
      ) : (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its times are walked with the arrow keys
        <div
          className={styles.charts}
          role="group"
          aria-label={t('usage.keys')}
          // The times are walked with the arrow keys.
          tabIndex={0} // eslint-disable-line jsx-a11y/no-noninteractive-tabindex
          onKeyDown={onKeyDown}
          onBlur={() => setCurrent(null)}
        >
          {charts.map(chart => (
            <Panel key={chart.name} title={t(`usage.${chart.name}`)}>
              <UsageLegend
                chart={chart}
                slots={slots}
                current={current}
                say={value => say(chart.unit, value)}
              />
              <Suspense
                fallback={<Skeleton height={CHART_HEIGHT} width="100%" />}
              >
                <UsageChart
                  chart={chart}
                  slots={slots}
                  current={current}
                  onCurrent={setCurrent}
                  labelOf={({ start }) => formats.day(start)}
                  say={value => say(chart.unit, value)}
                />
              </Suspense>
            </Panel>
          ))}
        </div>
      )}
    </>
  );
}
