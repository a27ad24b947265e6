import { useMemo, useState } from 'react';
import { ButtonLink } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type {
  CostEvidenceQuery,
  CostLine,
  CostReport,
} from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../format/instant';
import { useFormats } from '../../format/useFormats';
import { dataSourcesRouteRef } from '../../routes';
import { useText } from '../../translation/useText';
import { PageMessage } from '../states/PageMessage';
import { BucketsPanel } from './BucketsPanel';
import { ComparisonPanel } from './ComparisonPanel';
import { CostCaveats, isPreviousIncomplete } from './CostCaveats';
import { lineName } from './costKeys';
import { CostsChart } from './CostsChart';
import { CostsHeadline } from './CostsHeadline';
import type { CurrencyView } from './currencyView';
import { effectsOf } from './effects';
import { EvidenceDialog } from './evidence/EvidenceDialog';
import { PricesPanel } from './PricesPanel';
import { CostsTable } from './table/CostsTable';
import styles from './Costs.module.css';

/** A report: the answer, why it is less than exact, how it came over time, its lines, and what is behind them. */
export function CostsReport(props: {
  report: CostReport;
  view: CurrencyView;
  now: InstantMs;
  /** `this month so far`. */
  window: string;
  /** Query of the evidence of all lines. */
  evidence: CostEvidenceQuery;
  /** Address of the parts of a line; null when it has none. */
  linkTo(line: CostLine): string | null;
  onOpen(line: CostLine): void;
}) {
  const t = useText();
  const dataSources = useRouteRef(dataSourcesRouteRef);
  const { report, view, linkTo, onOpen } = props;
  const formats = useFormats(report.timezone);
  const [explained, setExplained] = useState<CostLine | null>(null);
  const effects = useMemo(() => effectsOf(view.lines), [view.lines]);
  const actions = useMemo(
    () => ({ linkTo, onOpen, onExplain: setExplained }),
    [linkTo, onOpen],
  );
  if (report.lines.length === 0) {
    return (
      <PageMessage title={t('costs.emptyTitle', { window: props.window })}>
        <p>{t('costs.emptyHint')}</p>
        <ButtonLink variant="primary" href={dataSources()}>
          {t('costs.emptyAction')}
        </ButtonLink>
      </PageMessage>
    );
  }
  const change =
    effects === null || effects.before === 0 || isPreviousIncomplete(report)
      ? null
      : (effects.price + effects.quantity) / effects.before;
  return (
    <>
      <CostsHeadline
        report={report}
        view={view}
        window={props.window}
        change={change}
      />
      <CostCaveats report={report} />
      <CostsChart
        report={report}
        view={view}
        formats={formats}
        now={props.now}
      />
      <CostsTable
        view={view}
        grouping={report.groupBy}
        actions={actions}
        isPreviousIncomplete={isPreviousIncomplete(report)}
      />
      <div className={styles.columns}>
        <BucketsPanel buckets={report.buckets} currency={view.currency} />
        <div className={styles.column}>
          {effects !== null && (
            <ComparisonPanel
              effects={effects}
              currency={view.currency}
              isIncomplete={isPreviousIncomplete(report)}
            />
          )}
          <PricesPanel priced={report.priced} now={props.now} />
        </div>
      </div>
      {explained !== null && (
        <EvidenceDialog
          name={lineName(explained, report.groupBy, t)}
          amount={
            explained.micros === null || explained.currency === null
              ? null
              : formats.moneyExact(explained.micros, explained.currency)
          }
          query={{
            ...props.evidence,
            groupBy: report.groupBy,
            key: explained.key,
          }}
          timeZone={report.timezone}
          idleShared={report.idle !== 'separate'}
          onClose={() => setExplained(null)}
        />
      )}
    </>
  );
}
