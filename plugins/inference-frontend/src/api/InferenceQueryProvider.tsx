import type { ReactNode } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { InferenceApi } from '@inference-portal/plugin-inference-common';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { inferenceApiRef } from './inferenceApiRef';

// One cache per API instance: pages, tabs and cards of an app share what they loaded, two apps never do.
const clients = new WeakMap<InferenceApi, QueryClient>();

function clientFor(api: InferenceApi): QueryClient {
  const known = clients.get(api);
  if (known) {
    return known;
  }
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        staleTime: 1_000,
        gcTime: 5 * 60_000,
        refetchIntervalInBackground: false,
      },
    },
  });
  clients.set(api, client);
  return client;
}

/** Gives its children the cache of the app's inference API. */
export function InferenceQueryProvider({ children }: { children: ReactNode }) {
  const api = useApi(inferenceApiRef);
  return (
    <QueryClientProvider client={clientFor(api)}>
      {children}
    </QueryClientProvider>
  );
}
