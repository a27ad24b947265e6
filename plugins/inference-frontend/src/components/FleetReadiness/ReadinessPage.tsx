import { useMemo } from 'react';
import { inferenceServerReadPermission } from '@inference-portal/plugin-inference-common';
import { useSearchParams } from 'react-router-dom';
import { useReadinessReport } from '../../hooks/readiness/useReadinessReport';
import { useText } from '../../translation/useText';
import { StaleBanner } from '../states/StaleBanner';
import { UnloadedView } from '../states/UnloadedView';
import { FleetReadinessView } from './FleetReadinessView';
import { parseReadinessQuery, toReportQuery } from './readinessQuery';

/** Which teams run servers that are not ready for production, and what is missing? */
export function ReadinessPage() {
  const t = useText();
  const [params] = useSearchParams();
  const query = useMemo(() => parseReadinessQuery(params), [params]);
  const state = useReadinessReport(toReportQuery(query));
  return state.status === 'ready' ? (
    <>
      <StaleBanner stale={state.stale} />
      <FleetReadinessView report={state.data} query={query} />
    </>
  ) : (
    <UnloadedView
      state={state}
      what={t('readiness.fleet.what')}
      permission={inferenceServerReadPermission.name}
      rows={12}
    />
  );
}
