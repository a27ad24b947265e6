import type { PropsWithChildren } from 'react';
import { TestApiProvider } from '@backstage/test-utils';
import { act, renderHook, waitFor } from '@testing-library/react';
import { FakeInferenceApi } from '../../__fixtures__/FakeInferenceApi';
import { inferenceApiRef } from '../../api/inferenceApiRef';
import { InferenceQueryProvider } from '../../api/InferenceQueryProvider';
import { useCostEvidence } from './useCostEvidence';

const QUERY = { from: '2026-11-01', to: '2026-12-01', key: 'x' };

function renderEvidence(api: FakeInferenceApi) {
  return renderHook(() => useCostEvidence({ ...QUERY }), {
    wrapper: ({ children }: PropsWithChildren<{}>) => (
      <TestApiProvider apis={[[inferenceApiRef, api]]}>
        <InferenceQueryProvider>{children}</InferenceQueryProvider>
      </TestApiProvider>
    ),
  });
}

describe('useCostEvidence', () => {
  it('reads one page, and the next one when it is asked to', async () => {
    const api = new FakeInferenceApi();
    const { items } = api.evidence;
    api.evidence = { items: items.slice(0, 1), nextCursor: '1' };
    const { result } = renderEvidence(api);
    await waitFor(() => expect(result.current.status).toBe('ready'));
    const first = result.current;
    if (first.status !== 'ready' || first.data.loadMore === null) {
      throw new Error('there is no second page');
    }
    api.evidence = { items: items.slice(1) };
    act(first.data.loadMore);
    await waitFor(() =>
      expect(result.current).toMatchObject({ data: { items, loadMore: null } }),
    );
    expect(api.asked.map(({ query }) => query)).toEqual([
      { ...QUERY, limit: 100, cursor: undefined },
      { ...QUERY, limit: 100, cursor: '1' },
    ]);
  });
});
