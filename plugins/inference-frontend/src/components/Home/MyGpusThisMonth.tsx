import { useMemo } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  inferenceCostReadPermission,
  type CostQuery,
  type CostReport,
} from '@inference-portal/plugin-inference-common';
import { Link } from 'react-router-dom';
import { InferenceQueryProvider } from '../../api/InferenceQueryProvider';
import { READER_TIME_ZONE, useFormats } from '../../format/useFormats';
import { useCosts } from '../../hooks/costs/useCosts';
import { useIdentity } from '../../hooks/useIdentity';
import { useNow } from '../../hooks/useNow';
import { costsRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { isPreviousIncomplete } from '../Costs/CostCaveats';
import { lineName } from '../Costs/costKeys';
import styles from '../Costs/Costs.module.css';
import { resolveWindow } from '../Costs/costWindow';
import { inCurrency } from '../Costs/currencyView';
import { effectsOf } from '../Costs/effects';
import { MoneyText } from '../Costs/MoneyText';
import { shortOwner } from '../states/OwnerName';
import { CompactTable } from '../table/CompactTable';
import { UnloadedView } from '../states/UnloadedView';

const NOW_INTERVAL_MS = 60_000;
const SHOWN = 5;

/** Card of the home page: what the GPUs of my groups cost this month, and what of it most. */
export function MyGpusThisMonth() {
  return (
    <InferenceQueryProvider>
      <MyCosts />
    </InferenceQueryProvider>
  );
}

function MyCosts() {
  const t = useText();
  const identity = useIdentity();
  if (identity === undefined) {
    return <p>{t('states.loading')}</p>;
  }
  return identity.ownershipRefs.length === 0 ? (
    <p>{t('costs.home.nobody')}</p>
  ) : (
    <CostsOf owners={identity.ownershipRefs} />
  );
}

function CostsOf({ owners }: { owners: readonly string[] }) {
  const t = useText();
  const now = useNow(NOW_INTERVAL_MS);
  const { from, to } = resolveWindow({ name: 'month' }, now, READER_TIME_ZONE);
  const query: CostQuery = {
    from,
    to,
    timezone: READER_TIME_ZONE,
    owner: [...owners],
    groupBy: 'model',
    compare: 'previous',
  };
  const state = useCosts(query);
  return state.status === 'ready' ? (
    <MyReport report={state.data} owners={owners} />
  ) : (
    <UnloadedView
      state={state}
      what={t('costs.what')}
      permission={inferenceCostReadPermission.name}
      rows={2}
    />
  );
}

function MyReport(props: { report: CostReport; owners: readonly string[] }) {
  const t = useText();
  const formats = useFormats();
  const { report, owners } = props;
  const costs = useRouteRef(costsRouteRef)();
  const view = useMemo(() => inCurrency(report, null), [report]);
  const effects = useMemo(() => effectsOf(view.lines), [view.lines]);
  const query = new URLSearchParams(
    owners.map((owner): [string, string] => ['owner', owner]),
  );
  const groups = owners.filter(owner => owner.startsWith('group:'));
  const names = formats.list(
    (groups.length > 0 ? groups : owners).map(shortOwner),
  );
  if (report.lines.length === 0) {
    return (
      <div className={styles.widget}>
        <p>{t('costs.home.none', { names })}</p>
        <Link className={styles.link} to={costs}>
          {t('costs.home.all')}
        </Link>
      </div>
    );
  }
  return (
    <div className={styles.widget}>
      <p>
        <span className={styles.widgetTotal}>
          <MoneyText micros={view.total} currency={view.currency} short />
        </span>{' '}
        {t('costs.home.sentence', {
          names,
          hours: formats.count(report.gpuHours),
        })}{' '}
        {effects !== null &&
          effects.before > 0 &&
          !isPreviousIncomplete(report) &&
          t('costs.home.change', {
            change: formats.percentSigned(
              (effects.price + effects.quantity) / effects.before,
            ),
          })}
      </p>
      <CompactTable
        label={t('costs.home.table')}
        columns={[
          {
            id: 'model',
            header: t('costs.by.model'),
            rowHeader: true,
            cell: line => lineName(line, 'model', t),
          },
          {
            id: 'hours',
            header: t('costs.gpuHours'),
            numeric: true,
            cell: line => formats.count(line.gpuHours),
          },
          {
            id: 'cost',
            header: t('costs.cost'),
            numeric: true,
            cell: line => (
              <MoneyText micros={line.micros} currency={line.currency} />
            ),
          },
        ]}
        rows={view.lines.slice(0, SHOWN)}
        rowKey={line => `${line.key} ${line.currency ?? ''}`}
      />
      <Link className={styles.link} to={`${costs}?${query}`}>
        {t('costs.home.more')}
      </Link>
    </div>
  );
}
