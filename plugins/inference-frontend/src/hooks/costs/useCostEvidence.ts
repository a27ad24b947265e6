import { useMemo } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  CostEvidence,
  CostEvidenceItem,
  CostEvidenceQuery,
} from '@inference-portal/plugin-inference-common';
import { useInfiniteQuery } from '@tanstack/react-query';
import { inferenceApiRef } from '../../api/inferenceApiRef';
import type { LoadState } from '../LoadState';
import { toLoadState } from '../toLoadState';
import { useFailingSince } from '../useFailingSince';

const PAGE_SIZE = 100;

/** Intervals read so far, oldest first. */
export interface LoadedEvidence {
  readonly items: readonly CostEvidenceItem[];
  /** Reads later ones; null when all are there. */
  readonly loadMore: (() => void) | null;
}

/** The intervals and prices behind one line. Read once: the past does not move while somebody looks at it. */
export function useCostEvidence(
  query: CostEvidenceQuery,
): LoadState<LoadedEvidence> {
  const api = useApi(inferenceApiRef);
  const result = useInfiniteQuery({
    queryKey: ['cost-evidence', query],
    queryFn: ({ pageParam, signal }): Promise<CostEvidence> =>
      api.getCostEvidence(
        { ...query, limit: PAGE_SIZE, cursor: pageParam },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor,
  });
  const { hasNextPage, fetchNextPage } = result;
  const pages = result.data?.pages;
  const data = useMemo(
    () =>
      pages && {
        items: pages.flatMap(page => page.items),
        loadMore: hasNextPage
          ? () => {
              fetchNextPage();
            }
          : null,
      },
    [pages, hasNextPage, fetchNextPage],
  );
  return toLoadState<LoadedEvidence>(
    {
      data,
      error: result.error,
      dataUpdatedAt: result.dataUpdatedAt,
      refetch: result.refetch,
    },
    useFailingSince(result.error !== null),
  );
}
