import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import type { ClusterAccess } from '../config/ClusterConfig';
import { ClusterRequestError } from './ClusterRequestError';
import {
  kubeConfigModifiedMs,
  loadKubeConfig,
  type LoadedKubeConfig,
} from './loadKubeConfig';

/** Where and with what to send a request. */
export interface PreparedRequest {
  readonly server: string;
  readonly options: https.RequestOptions;
}

/** Sends keep-alive probes, so that a dead peer is noticed below the watch's own guard. */
const AGENT_OPTIONS = { keepAlive: true, keepAliveMsecs: 15_000 } as const;

async function readToken(path: string): Promise<string> {
  let token: string;
  try {
    token = (await readFile(path, 'utf8')).trim();
  } catch {
    throw new ClusterRequestError(
      'credentials',
      `The token file ${path} cannot be read.`,
      { fix: 'Correct the path, or make the file readable for the backend.' },
    );
  }
  if (token === '' || /\s/.test(token)) {
    throw new ClusterRequestError(
      'credentials',
      `The token file ${path} does not hold a token.`,
      { fix: 'Write the token alone into the file.' },
    );
  }
  return token;
}

/** Puts what went wrong in the client's authentication into words that cannot hold a token. */
function credentialError(error: unknown, loaded: LoadedKubeConfig): Error {
  if (error instanceof ClusterRequestError) {
    return error;
  }
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const file = (error as NodeJS.ErrnoException | null)?.path;
  if (code !== undefined) {
    return new ClusterRequestError(
      'credentials',
      `The credentials need ${
        file ?? 'a file or command'
      }, which fails with ${code}.`,
      {
        fix: 'Install the command of the kubeconfig user where the backend runs, or correct the path.',
      },
    );
  }
  const user = loaded.kubeConfig.getCurrentUser()?.name ?? 'of the kubeconfig';
  return new ClusterRequestError(
    'credentials',
    `The authentication of user ${user} failed before the cluster was asked.`,
    {
      fix: 'Run the command of the kubeconfig user by hand as the backend’s user, or use a service account token.',
    },
  );
}

/**
 * Prepares requests to one cluster: loads its credentials, loads them again when they were rotated, and keeps connections open
 * between requests as long as the TLS material stays the same.
 */
export class RequestPreparer {
  readonly #access: ClusterAccess;
  #loaded: LoadedKubeConfig | null = null;
  #agent: { readonly key: string; readonly agent: http.Agent } | null = null;

  constructor(access: ClusterAccess) {
    this.#access = access;
  }

  /** Throws `ClusterRequestError` of kind `credentials`. */
  async prepare(): Promise<PreparedRequest> {
    const loaded = await this.#load();
    const { server } = loaded;
    const plain = server.startsWith('http:');
    const options: https.RequestOptions = { headers: {} };
    try {
      await loaded.kubeConfig.applyToHTTPSOptions(options);
      if (loaded.tokenFile !== null) {
        const token = await readToken(loaded.tokenFile);
        options.headers = {
          ...options.headers,
          Authorization: `Bearer ${token}`,
        };
      }
    } catch (error) {
      throw credentialError(error, loaded);
    }
    // Verification is decided by the configuration alone, never by NODE_TLS_REJECT_UNAUTHORIZED.
    options.rejectUnauthorized = options.rejectUnauthorized !== false;
    if (!loaded.kubeConfig.getCurrentCluster()?.proxyUrl) {
      options.agent = this.#agentFor(options, plain);
    }
    return { server, options };
  }

  /** Forgets cached credentials, for example after a 401. */
  forget(): void {
    this.#loaded = null;
  }

  close(): void {
    this.#agent?.agent.destroy();
    this.#agent = null;
  }

  async #load(): Promise<LoadedKubeConfig> {
    const known = this.#loaded;
    if (
      known &&
      known.modifiedMs === (await kubeConfigModifiedMs(this.#access))
    ) {
      return known;
    }
    const loaded = await loadKubeConfig(this.#access);
    const cluster = loaded.kubeConfig.getCurrentCluster();
    if (cluster && loaded.server.startsWith('http:')) {
      // The client refuses plain http otherwise; there is no TLS that could be skipped. The user is warned at configuration.
      Object.assign(cluster, { skipTLSVerify: true });
    }
    this.#loaded = loaded;
    return loaded;
  }

  #agentFor(options: https.RequestOptions, plain: boolean): http.Agent {
    const { ca, cert, key, pfx, passphrase, servername, rejectUnauthorized } =
      options;
    const tls = {
      ca,
      cert,
      key,
      pfx,
      passphrase,
      servername,
      rejectUnauthorized,
    };
    const digest = createHash('sha256')
      .update(JSON.stringify(tls))
      .digest('hex');
    if (this.#agent?.key !== digest) {
      // Watches on the former agent go on until they end by themselves.
      this.#agent = {
        key: digest,
        agent: plain
          ? new http.Agent(AGENT_OPTIONS)
          : new https.Agent({ ...AGENT_OPTIONS, ...tls }),
      };
    }
    return this.#agent.agent;
  }
}
