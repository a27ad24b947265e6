import { useCallback, useMemo } from 'react';
import { inferenceFindingReadPermission } from '@inference-portal/plugin-inference-common';
import { useSearchParams } from 'react-router-dom';
import { useFindings } from '../../hooks/findings/useFindings';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../translation/useText';
import { StaleBanner } from '../states/StaleBanner';
import { UnloadedView } from '../states/UnloadedView';
import { DetectionBanner } from './DetectionBanner';
import {
  parseFindingsQuery,
  toListQuery,
  unfilteredQuery,
  writeFindingsQuery,
  type FindingsQuery,
} from './findingsQuery';
import { FindingsView } from './FindingsView';

const NOW_INTERVAL_MS = 60_000;

/** Which servers hold GPUs that nobody uses, and what is to be saved? */
export function FindingsPage() {
  const t = useText();
  const now = useNow(NOW_INTERVAL_MS);
  const [params, setParams] = useSearchParams();
  const query = useMemo(() => parseFindingsQuery(params), [params]);
  const onQuery = useCallback(
    (next: FindingsQuery) =>
      setParams(previous => writeFindingsQuery(next, previous), {
        replace: true,
      }),
    [setParams],
  );
  const state = useFindings(toListQuery(query));
  // The same question while nothing is filtered, and then asked once.
  const all = useFindings(unfilteredQuery(query.show));
  if (state.status !== 'ready') {
    return (
      <UnloadedView
        state={state}
        what={t('findings.what')}
        permission={inferenceFindingReadPermission.name}
        rows={12}
      />
    );
  }
  return (
    <>
      <StaleBanner stale={state.stale} />
      <DetectionBanner detection={state.data.detection} />
      <FindingsView
        // What was chosen among open findings is not chosen among others.
        key={query.show}
        page={state.data}
        choices={all.status === 'ready' ? all.data.items : state.data.items}
        query={query}
        now={now}
        onQuery={onQuery}
      />
    </>
  );
}
