import { useCallback, useMemo, useState } from 'react';
import { Alert, Button } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import {
  COST_KEY_UNALLOCATED,
  inferenceCostReadPermission,
  type CostLine,
  type CostQuery,
} from '@inference-portal/plugin-inference-common';
import { useLocation, useNavigate, useSearchParams } from 'react-router-dom';
import { inferenceApiRef } from '../../api/inferenceApiRef';
import { READER_TIME_ZONE } from '../../format/useFormats';
import { messageOf } from '../../hooks/toLoadState';
import { useCosts } from '../../hooks/costs/useCosts';
import { useUnitCosts } from '../../hooks/costs/useUnitCosts';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../translation/useText';
import { PageMessage } from '../states/PageMessage';
import { StaleBanner } from '../states/StaleBanner';
import { UnloadedView } from '../states/UnloadedView';
import { downloadBlob } from '../table/downloadText';
import { isSpecial } from './costKeys';
import { CostPath } from './CostPath';
import {
  groupingOf,
  NO_OWNER,
  scopeFilters,
  stepInto,
  withinScope,
  type CostScope,
} from './costScope';
import { windowPhrase } from './CostsHeadline';
import { CostsReport } from './CostsReport';
import { CostsToolbar } from './CostsToolbar';
import {
  parseCostsParams,
  writeCostsParams,
  type CostsParams,
} from './costsParams';
import { resolveWindow } from './costWindow';
import { inCurrency } from './currencyView';
import { addDays, isTimeZone } from './localDate';
import styles from './Costs.module.css';

const NOW_INTERVAL_MS = 60_000;

/** Costs of everything, or of what `fixed` narrows them to: on their own page and on those of catalog entities. */
export function CostsContent(props: {
  fixed: CostScope;
  /** Groups stand for all groups below them, too. */
  withSubgroups?: boolean;
}) {
  const t = useText();
  const [search, setSearch] = useSearchParams();
  const params = useMemo(
    () => parseCostsParams(search, READER_TIME_ZONE),
    [search],
  );
  const change = (wanted: Partial<CostsParams>) =>
    setSearch(previous =>
      writeCostsParams(
        { ...parseCostsParams(previous, READER_TIME_ZONE), ...wanted },
        previous,
      ),
    );
  if (!isTimeZone(params.zone)) {
    return (
      <PageMessage
        title={t('costs.noZoneTitle', { zone: params.zone })}
        role="alert"
      >
        <p>{t('costs.noZoneHint')}</p>
        <Button
          variant="primary"
          onPress={() => change({ zone: READER_TIME_ZONE })}
        >
          {t('costs.useZone', { zone: READER_TIME_ZONE })}
        </Button>
      </PageMessage>
    );
  }
  return <CostsInZone {...props} params={params} onChange={change} />;
}

function CostsInZone(props: {
  fixed: CostScope;
  withSubgroups?: boolean;
  params: CostsParams;
  onChange(change: Partial<CostsParams>): void;
}) {
  const t = useText();
  const api = useApi(inferenceApiRef);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const now = useNow(NOW_INTERVAL_MS);
  const { params, fixed } = props;
  const scope = useMemo(
    () => withinScope(fixed, params.scope),
    [fixed, params.scope],
  );
  const grouping = params.by ?? groupingOf(scope);
  const dates = resolveWindow(params.window, now, params.zone);
  const last = addDays(dates.to, -1);
  const rollUp = params.rollUp === 0 && props.withSubgroups ? 1 : params.rollUp;
  const common = {
    from: dates.from,
    to: dates.to,
    timezone: params.zone,
    ...scopeFilters(scope),
    ...(grouping === 'label' ? { label: params.label } : {}),
    ...(rollUp > 0 ? { rollUp } : {}),
  };
  const query: CostQuery = {
    ...common,
    groupBy: grouping,
    granularity: dates.granularity,
    idle: params.idle,
    compare: 'previous',
  };
  const state = useCosts(query);
  const [problem, setProblem] = useState<string | null>(null);
  const report = useUnitCosts(
    query,
    state.status === 'ready' ? state.data : null,
  );
  const view = useMemo(
    () => (report === null ? null : inCurrency(report, params.currency)),
    [report, params.currency],
  );
  const linkWithin = useCallback(
    (wanted: CostScope) =>
      `${pathname}?${writeCostsParams({ ...params, scope: wanted, by: null })}`,
    [pathname, params],
  );
  const linkTo = useCallback(
    (line: CostLine): string | null => {
      const step = stepInto(grouping);
      const unowned = line.key === COST_KEY_UNALLOCATED && grouping === 'owner';
      if (step === null || (isSpecial(line.key) && !unowned)) {
        return null;
      }
      return linkWithin({
        ...params.scope,
        [step.scope]: [unowned ? NO_OWNER : line.key],
      });
    },
    [grouping, linkWithin, params.scope],
  );
  const onOpen = useCallback(
    (line: CostLine) => {
      const to = linkTo(line);
      if (to !== null) {
        navigate(to);
      }
    },
    [linkTo, navigate],
  );
  const onDownload = async (format: 'csv' | 'focus') => {
    setProblem(null);
    try {
      const file = await api.exportCosts({
        ...common,
        format,
        groupBy: grouping,
        granularity: dates.granularity,
      });
      const kind = format === 'focus' ? '-focus' : '';
      downloadBlob(`gpu-costs-${dates.from}-${last}${kind}.csv`, file);
    } catch (error) {
      setProblem(messageOf(error));
    }
  };

  return (
    <div className={styles.page} data-print="costs">
      <CostsToolbar
        params={params}
        grouping={grouping}
        first={dates.from}
        last={last}
        currencies={view?.currencies ?? []}
        currency={view?.currency ?? null}
        onChange={props.onChange}
        onDownload={onDownload}
      />
      {problem !== null && (
        <div role="alert">
          <Alert
            status="danger"
            icon
            title={t('costs.downloadFailed')}
            description={problem}
          />
        </div>
      )}
      <CostPath scope={scope} fixed={fixed} linkTo={linkWithin} />
      {state.status === 'ready' ? (
        <StaleBanner stale={state.stale} />
      ) : (
        <UnloadedView
          state={state}
          what={t('costs.what')}
          permission={inferenceCostReadPermission.name}
          rows={12}
        />
      )}
      {report !== null && view !== null && (
        <CostsReport
          report={report}
          view={view}
          now={now}
          window={windowPhrase(params.window, { first: dates.from, last }, t)}
          evidence={common}
          linkTo={linkTo}
          onOpen={onOpen}
        />
      )}
    </div>
  );
}
