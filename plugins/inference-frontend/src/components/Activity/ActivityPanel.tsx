import { lazy, Suspense, useMemo, useState } from 'react';
import {
  Skeleton,
  Switch,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import {
  inferenceServerReadPermission,
  type ServerUsage,
} from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { useServerUsage } from '../../hooks/useServerUsage';
import { useText } from '../../translation/useText';
import { Panel } from '../layout/Panel';
import { StaleBanner } from '../states/StaleBanner';
import { UnloadedView } from '../states/UnloadedView';
import type { HeatPlace } from './cellAfterKey';
import {
  HEAT_METRICS,
  heatDays,
  type HeatDays,
  type HeatMetric,
} from './heatDays';
import { HeatTable } from './HeatTable';
import { DAY_MS, HOUR_MS, usageSlots } from './usageSlots';
import styles from './Activity.module.css';

// The drawing library is loaded when there is something to draw.
const HeatMap = lazy(() => import('./HeatMap'));
const HeatLegend = lazy(() => import('./HeatLegend'));
const MAP_HEIGHT = 280;

/** Hours are kept for so many days. */
export const HEAT_DAYS = 100;

/** The activity that a finding rests on: every hour of the last 100 days. */
export function ActivityPanel(props: {
  serverId: string;
  now: InstantMs;
  since: InstantMs | null;
}) {
  const t = useText();
  const { now } = props;
  const today = now - (now % DAY_MS);
  const from = new Date(today - (HEAT_DAYS - 1) * DAY_MS).toISOString();
  const state = useServerUsage(props.serverId, { from, granularity: 'hour' });
  const title = t('findings.activity', { days: HEAT_DAYS });
  if (state.status !== 'ready') {
    return (
      <Panel title={title}>
        <UnloadedView
          state={state}
          what={t('usage.what')}
          permission={inferenceServerReadPermission.name}
          rows={4}
        />
      </Panel>
    );
  }
  return (
    <>
      <StaleBanner stale={state.stale} />
      <ActivityOf {...props} usage={state.data} title={title} />
    </>
  );
}

/** Traffic unless only the GPU was ever seen. */
function usualMetric(usage: ServerUsage): HeatMetric {
  return usage.items.some(({ requests }) => requests !== null) ||
    usage.items.every(({ gpuActivityMax }) => gpuActivityMax === null)
    ? 'requests'
    : 'gpu';
}

function ActivityOf(props: {
  usage: ServerUsage;
  title: string;
  now: InstantMs;
  since: InstantMs | null;
}) {
  const t = useText();
  const formats = useFormats('UTC');
  const { usage, now } = props;
  const [chosen, setChosen] = useState<HeatMetric | null>(null);
  const [asTable, setAsTable] = useState(false);
  const [current, setCurrent] = useState<HeatPlace | null>(null);
  const metric = chosen ?? usualMetric(usage);
  // To the hour: a map that did not change is not drawn anew.
  const hour = (now - (now % HOUR_MS)) as InstantMs;
  const map = useMemo(
    () => heatDays(usageSlots(usage), metric, hour),
    [usage, metric, hour],
  );
  const seen = map.used + map.quiet;
  return (
    <Panel
      title={props.title}
      action={
        <span className={styles.controls}>
          <ToggleButtonGroup
            aria-label={t('heat.metric')}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[metric]}
            onSelectionChange={keys =>
              setChosen(HEAT_METRICS.find(one => keys.has(one)) ?? null)
            }
          >
            {HEAT_METRICS.map(one => (
              <ToggleButton key={one} id={one} size="small">
                {t(`heat.${one}`)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          <Switch
            label={t('heat.asTable')}
            isSelected={asTable}
            onChange={setAsTable}
          />
        </span>
      }
    >
      {seen === 0 && <p className={styles.note}>{t('heat.unseen')}</p>}
      {asTable ? (
        <div className={styles.table}>
          <HeatTable map={map} metric={metric} formats={formats} />
        </div>
      ) : (
        <Suspense fallback={<Skeleton height={MAP_HEIGHT} width="100%" />}>
          <HeatMap
            map={map}
            formats={formats}
            label={t('heat.label', {
              metric: t(`heat.${metric}`),
              days: formats.count(map.days.length),
              used: formats.count(map.used),
              quiet: formats.count(map.quiet),
              gaps: formats.count(map.gaps),
            })}
            since={props.since}
            current={current}
            onCurrent={setCurrent}
          />
          <div className={styles.below}>
            <p className={styles.point} aria-live="polite">
              <PointText map={map} metric={metric} place={current} />
            </p>
            <HeatLegend map={map} metric={metric} formats={formats} />
          </div>
        </Suspense>
      )}
    </Panel>
  );
}

/** What the chosen hour says. */
function PointText(props: {
  map: HeatDays;
  metric: HeatMetric;
  place: HeatPlace | null;
}) {
  const t = useText();
  const formats = useFormats('UTC');
  const { map, metric, place } = props;
  const day = place === null ? undefined : map.days[place.day];
  const cell = place === null ? undefined : day?.cells[place.hour];
  if (place === null || day === undefined || cell === undefined) {
    return <>{t('heat.hint')}</>;
  }
  const value = () => {
    switch (cell.kind) {
      case 'gap':
        return t('heat.pointGap');
      case 'ahead':
        return t('heat.pointAhead');
      default:
        return metric === 'gpu'
          ? t('heat.pointGpu', { share: formats.percent(cell.value) })
          : t('heat.pointRequests', { count: Math.round(cell.value) });
    }
  };
  const at = (day.start + place.hour * HOUR_MS) as InstantMs;
  return <>{t('heat.point', { when: formats.dayHour(at), value: value() })}</>;
}
