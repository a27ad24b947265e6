import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ClusterAccess } from '../config/ClusterConfig';
import { ClusterRequestError } from './ClusterRequestError';

/** A KubeConfig with one current context, and the token file that is read before each request. */
export interface LoadedKubeConfig {
  readonly kubeConfig: KubeConfig;
  /** Base URL of the API server without a slash at its end. */
  readonly server: string;
  readonly tokenFile: string | null;
  /** Changes when the kubeconfig file was written again; null when there is none. */
  readonly modifiedMs: number | null;
}

const POD_TOKEN_FILE = '/var/run/secrets/kubernetes.io/serviceaccount/token';

const usersSchema = z.looseObject({
  users: z
    .array(
      z.looseObject({
        name: z.string(),
        user: z.looseObject({ tokenFile: z.string().optional() }).nullish(),
      }),
    )
    .optional(),
});

function unusable(message: string, fix: string): ClusterRequestError {
  return new ClusterRequestError('credentials', message, { fix });
}

function unreadable(path: string): ClusterRequestError {
  return unusable(
    `The kubeconfig file ${path} cannot be read.`,
    'Correct the path in kubeconfig, or make the file readable for the backend.',
  );
}

/** Modification time of the kubeconfig behind an access; null for the other ways in. */
export async function kubeConfigModifiedMs(
  access: ClusterAccess,
): Promise<number | null> {
  if (access.kind !== 'kubeconfig') {
    return null;
  }
  try {
    return (await stat(access.path)).mtimeMs;
  } catch {
    throw unreadable(access.path);
  }
}

/** The client knows `token-file` only, kubectl writes `tokenFile`. */
function tokenFileOf(text: string, user: string | undefined): string | null {
  const parsed = usersSchema.safeParse(parse(text));
  const found = parsed.success
    ? parsed.data.users?.find(entry => entry.name === user)
    : undefined;
  return found?.user?.tokenFile ?? null;
}

/** Exec plugins such as gke-gcloud-auth-plugin want to be told which version of the protocol to speak; the client does not say. */
function announceExecVersion(kubeConfig: KubeConfig): void {
  const exec: unknown = kubeConfig.getCurrentUser()?.exec;
  const parsed = z
    .looseObject({
      apiVersion: z.string(),
      env: z.array(z.unknown()).nullish(),
    })
    .safeParse(exec);
  if (!parsed.success || typeof exec !== 'object' || exec === null) {
    return;
  }
  Object.assign(exec, {
    env: [
      ...(parsed.data.env ?? []),
      {
        name: 'KUBERNETES_EXEC_INFO',
        value: JSON.stringify({
          apiVersion: parsed.data.apiVersion,
          kind: 'ExecCredential',
          spec: { interactive: false },
        }),
      },
    ],
  });
}

async function loadFile(
  kubeConfig: KubeConfig,
  access: Extract<ClusterAccess, { kind: 'kubeconfig' }>,
): Promise<string | null> {
  const { path, context } = access;
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    throw unreadable(path);
  }
  try {
    kubeConfig.loadFromFile(path);
  } catch {
    // The parser's words may quote the file, which holds secrets.
    throw unusable(
      `The kubeconfig file ${path} is not a valid kubeconfig.`,
      `Check it with: kubectl --kubeconfig ${path} config view`,
    );
  }
  if (context !== null) {
    kubeConfig.setCurrentContext(context);
  }
  const current = kubeConfig.getCurrentContext();
  if (!kubeConfig.getContexts().some(({ name }) => name === current)) {
    const names = kubeConfig.getContexts().map(({ name }) => name);
    throw unusable(
      current
        ? `The kubeconfig file ${path} has no context ${current}.`
        : `The kubeconfig file ${path} has no current context.`,
      `Set context to one of: ${names.join(', ')}.`,
    );
  }
  announceExecVersion(kubeConfig);
  const user = kubeConfig.getContextObject(current)?.user;
  const tokenFile = tokenFileOf(text, user);
  return tokenFile === null ? null : resolve(dirname(path), tokenFile);
}

function loadUrl(
  kubeConfig: KubeConfig,
  access: Extract<ClusterAccess, { kind: 'url' }>,
): string | null {
  const { credential } = access;
  kubeConfig.loadFromClusterAndUser(
    {
      name: 'cluster',
      server: access.url,
      skipTLSVerify: access.skipTlsVerify,
      ...(access.caData !== null && { caData: access.caData }),
      ...(access.caFile !== null && { caFile: access.caFile }),
    },
    {
      name: 'user',
      ...(credential.kind === 'token' && { token: credential.token }),
    },
  );
  return credential.kind === 'token-file' ? credential.path : null;
}

function loadInCluster(kubeConfig: KubeConfig): string {
  if (!process.env.KUBERNETES_SERVICE_HOST) {
    throw unusable(
      'inCluster is set, but the backend does not run in a Kubernetes pod.',
      'Use url or kubeconfig, or run the backend in the cluster.',
    );
  }
  kubeConfig.loadFromCluster();
  const [cluster] = kubeConfig.getClusters();
  if (cluster) {
    // The client's own reading of the token keeps a rotated one for a minute, and its final newline.
    kubeConfig.loadFromClusterAndUser(cluster, { name: 'user' });
  }
  return POD_TOKEN_FILE;
}

/** Turns the configured way into a cluster into a KubeConfig. Throws `ClusterRequestError` of kind `credentials`. */
export async function loadKubeConfig(
  access: ClusterAccess,
): Promise<LoadedKubeConfig> {
  const modifiedMs = await kubeConfigModifiedMs(access);
  const kubeConfig = new KubeConfig();
  let tokenFile: string | null;
  switch (access.kind) {
    case 'url':
      tokenFile = loadUrl(kubeConfig, access);
      break;
    case 'kubeconfig':
      tokenFile = await loadFile(kubeConfig, access);
      break;
    default:
      tokenFile = loadInCluster(kubeConfig);
  }
  const cluster = kubeConfig.getCurrentCluster();
  if (!cluster) {
    throw unusable(
      `The context ${kubeConfig.getCurrentContext()} names a cluster that the kubeconfig does not have.`,
      'Correct the context in the kubeconfig file.',
    );
  }
  return {
    kubeConfig,
    server: cluster.server.replace(/\/+$/, ''),
    tokenFile,
    modifiedMs,
  };
}
