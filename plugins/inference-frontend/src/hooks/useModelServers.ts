import { useEffect, useMemo } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  ModelServer,
  Page,
} from '@inference-portal/plugin-inference-common';
import { useInfiniteQuery } from '@tanstack/react-query';
import { inferenceApiRef } from '../api/inferenceApiRef';
import { listInterval } from '../api/polling';
import type { LoadState } from './LoadState';
import { toLoadState } from './toLoadState';
import { useFailingSince } from './useFailingSince';

const PAGE_SIZE = 1000;

/** Servers read so far. */
export interface LoadedServers {
  readonly servers: readonly ModelServer[];
  /** False while further pages are on their way. */
  readonly complete: boolean;
}

/** All servers that the user may read, page after page; rows are usable from the first page on. */
export function useModelServers(): LoadState<LoadedServers> {
  const api = useApi(inferenceApiRef);
  const query = useInfiniteQuery({
    queryKey: ['servers'],
    queryFn: ({ pageParam, signal }): Promise<Page<ModelServer>> =>
      api.listModelServers({ limit: PAGE_SIZE, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor,
    refetchInterval: ({ state }) => {
      const pages = state.data?.pages ?? [];
      // Re-reading from the start would cancel the pages that are still on their way.
      const reading = pages.at(-1)?.nextCursor !== undefined;
      const failing = state.status === 'error';
      return reading && !failing ? false : listInterval(pages.length, failing);
    },
  });

  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  const pages = query.data?.pages;
  const pageCount = pages?.length ?? 0;
  // `pageCount` is an input: a page that arrives at once leaves the other flags as they were.
  useEffect(() => {
    if (pageCount > 0 && hasNextPage && !isFetching && !isError) {
      fetchNextPage();
    }
  }, [pageCount, hasNextPage, isFetching, isError, fetchNextPage]);

  const data = useMemo(
    () =>
      pages && {
        servers: pages.flatMap(page => page.items),
        complete: !hasNextPage,
      },
    [pages, hasNextPage],
  );
  return toLoadState<LoadedServers>(
    {
      data,
      error: query.error,
      dataUpdatedAt: query.dataUpdatedAt,
      refetch: query.refetch,
    },
    useFailingSince(query.error !== null),
  );
}
