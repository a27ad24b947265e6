import { useMemo } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  Page,
  ServerRevision,
} from '@inference-portal/plugin-inference-common';
import { useInfiniteQuery } from '@tanstack/react-query';
import { inferenceApiRef } from '../api/inferenceApiRef';
import { FAILING_INTERVAL_MS } from '../api/polling';
import type { LoadState } from './LoadState';
import { toLoadState } from './toLoadState';
import { useFailingSince } from './useFailingSince';

// A specification can be tens of kilobytes.
const PAGE_SIZE = 50;

/** Revisions read so far, newest first. */
export interface LoadedRevisions {
  readonly revisions: readonly ServerRevision[];
  /** Reads older ones; null when all are there. */
  readonly loadOlder: (() => void) | null;
}

/** Revisions of a server. `currentRevision` is part of the key: a new revision is read as soon as the server names it. */
export function useServerRevisions(
  id: string,
  currentRevision: number | null,
): LoadState<LoadedRevisions> {
  const api = useApi(inferenceApiRef);
  const query = useInfiniteQuery({
    queryKey: ['revisions', id, currentRevision],
    queryFn: ({ pageParam, signal }): Promise<Page<ServerRevision>> =>
      api.listServerRevisions(
        id,
        { limit: PAGE_SIZE, cursor: pageParam },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor,
    placeholderData: (previous, previousQuery) =>
      previousQuery?.queryKey[1] === id ? previous : undefined,
    refetchInterval: FAILING_INTERVAL_MS,
  });
  const { hasNextPage, fetchNextPage } = query;
  const pages = query.data?.pages;
  const data = useMemo(
    () =>
      pages && {
        revisions: pages.flatMap(page => page.items),
        loadOlder: hasNextPage
          ? () => {
              fetchNextPage();
            }
          : null,
      },
    [pages, hasNextPage, fetchNextPage],
  );
  return toLoadState<LoadedRevisions>(
    {
      data,
      error: query.error,
      dataUpdatedAt: query.dataUpdatedAt,
      refetch: query.refetch,
    },
    useFailingSince(query.error !== null),
  );
}
