import type {
  FindingDetail,
  FindingPage,
  InferenceApi,
  ListFindingsQuery,
} from '@inference-portal/plugin-inference-common';
import { FINDINGS_INTERVAL_MS } from '../../api/polling';
import type { LoadState } from '../LoadState';
import { useLiveQuery } from '../useLiveQuery';
import { useWrite, type Write } from '../useWrite';

/** First part of the keys under which lists of findings are cached. */
const FINDINGS = 'findings';
/** First part of the keys under which single findings are cached. */
const FINDING = 'finding';

const STALE = [FINDINGS, FINDING];

/** One page of findings with the sums over all that the filters let through. */
export function useFindings(query: ListFindingsQuery): LoadState<FindingPage> {
  return useLiveQuery(
    [FINDINGS, query],
    (api, options) => api.listFindings(query, options),
    FINDINGS_INTERVAL_MS,
  );
}

/** One finding with what happened to it. */
export function useFinding(id: string): LoadState<FindingDetail> {
  return useLiveQuery(
    [FINDING, id],
    (api, options) => api.getFinding(id, options),
    FINDINGS_INTERVAL_MS,
  );
}

/** An answer to findings. Nothing changes on the screen before the server agreed; then everything that shows findings is read again. */
export function useFindingWrite<Input, Result>(
  write: (api: InferenceApi, input: Input) => Promise<Result>,
  done: (result: Result) => void,
): Write<Input> {
  return useWrite(STALE, write, done);
}
