import { KubeConfig } from '@kubernetes/client-node';

/** How a cluster is reached; comes from the parent in `BENCH_ACCESS`, as it holds a token. */
interface Access {
  readonly url: string;
  readonly token: string;
  readonly caData?: string;
}

/** The Kubernetes client, configured and otherwise as it comes. */
export function bareClient(): KubeConfig {
  const access: Access = JSON.parse(process.env.BENCH_ACCESS ?? '{}');
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    {
      name: 'bench',
      server: access.url,
      caData: access.caData,
      // The client refuses plain HTTP otherwise; there is no TLS there to verify.
      skipTLSVerify: access.url.startsWith('http:'),
    },
    { name: 'bench', token: access.token },
  );
  return config;
}
