import { useEffect, useMemo } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  InferenceApi,
  Page,
  RequestOptions,
} from '@inference-portal/plugin-inference-common';
import { useInfiniteQuery } from '@tanstack/react-query';
import { inferenceApiRef } from '../api/inferenceApiRef';
import { listInterval } from '../api/polling';
import type { LoadState } from './LoadState';
import { toLoadState } from './toLoadState';
import { useFailingSince } from './useFailingSince';

const PAGE_SIZE = 1000;

/** Items of a list read so far. */
export interface LoadedPages<T> {
  readonly items: readonly T[];
  /** False while further pages are on their way. */
  readonly complete: boolean;
}

/** A whole list, page after page; items are usable from the first page on. `key` holds every input of `read`. */
export function useAllPages<T>(
  key: readonly unknown[],
  read: (
    api: InferenceApi,
    page: { limit: number; cursor?: string },
    options: RequestOptions,
  ) => Promise<Page<T>>,
  /** Pause (ms) between two readings of a list of one page. */
  intervalMs?: number,
): LoadState<LoadedPages<T>> {
  const api = useApi(inferenceApiRef);
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }): Promise<Page<T>> =>
      read(api, { limit: PAGE_SIZE, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor,
    refetchInterval: ({ state }) => {
      const pages = state.data?.pages ?? [];
      // Re-reading from the start would cancel the pages that are still on their way.
      const reading = pages.at(-1)?.nextCursor !== undefined;
      const failing = state.status === 'error';
      return reading && !failing
        ? false
        : Math.max(listInterval(pages.length, failing), intervalMs ?? 0);
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
        items: pages.flatMap(page => page.items),
        complete: !hasNextPage,
      },
    [pages, hasNextPage],
  );
  return toLoadState<LoadedPages<T>>(
    {
      data,
      error: query.error,
      dataUpdatedAt: query.dataUpdatedAt,
      refetch: query.refetch,
    },
    useFailingSince(query.error !== null),
  );
}
