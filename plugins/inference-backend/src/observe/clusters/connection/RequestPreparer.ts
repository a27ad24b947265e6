import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { createSecureContext } from 'node:tls';
import type { ClusterAccess } from '../config/ClusterConfig';
import { ClusterRequestError } from './ClusterRequestError';
import {
  kubeConfigModifiedMs,
  loadKubeConfig,
  type LoadedKubeConfig,
} from './loadKubeConfig';
import type { PresentedCredential } from './refusedCredentials';

/** Where and with what to send a request. */
export interface PreparedRequest {
  readonly server: string;
  readonly options: https.RequestOptions;
  readonly presented: PresentedCredential;
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

/** A token that comes along is what the cluster looks at second; it is told of first, because it is what people configure. */
function presentedBy(
  loaded: LoadedKubeConfig,
  options: https.RequestOptions,
): PresentedCredential {
  const headers = new Map(
    Object.entries(options.headers ?? {}).map(([name, value]) => [
      name.toLowerCase(),
      String(value),
    ]),
  );
  const token = /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1];
  const user = loaded.kubeConfig.getCurrentUser();
  if (token !== undefined) {
    return user?.exec || user?.authProvider
      ? { kind: 'other' }
      : { kind: 'token', token, file: loaded.tokenFile };
  }
  return options.cert && !user?.exec
    ? {
        kind: 'certificate',
        pem: String(options.cert),
        place: user?.certFile ?? 'client-certificate-data of the kubeconfig',
      }
    : { kind: 'other' };
}

/** The files of a key pair are renewed one after the other, and between the two they do not fit. */
function assertUsable(
  tls: https.AgentOptions,
  presented: PresentedCredential,
): void {
  try {
    createSecureContext(tls);
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    const place =
      presented.kind === 'certificate' ? presented.place : 'the certificate';
    throw code === 'ERR_OSSL_X509_KEY_VALUES_MISMATCH'
      ? new ClusterRequestError(
          'credentials',
          `The client certificate does not belong to its key: ${place}.`,
          { fix: 'Renew both files together; they are read again.' },
        )
      : new ClusterRequestError(
          'credentials',
          `The certificates of the configuration cannot be used (${code}).`,
          { fix: `Write PEM into ${place}, its key and the CA.` },
        );
  }
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
    const presented = presentedBy(loaded, options);
    if (!loaded.kubeConfig.getCurrentCluster()?.proxyUrl) {
      options.agent = this.#agentFor(options, plain, presented);
    }
    return { server, options, presented };
  }

  /** Forgets cached credentials, for example after a 401. */
  forget(): void {
    this.#loaded = null;
  }

  /** Closes connections that wait for their next request: where one hung, the others may have been forgotten on the way, too. */
  closeIdle(): void {
    const waiting = Object.values(this.#agent?.agent.freeSockets ?? {});
    waiting.flat().forEach(socket => socket?.destroy());
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

  #agentFor(
    options: https.RequestOptions,
    plain: boolean,
    presented: PresentedCredential,
  ): http.Agent {
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
      if (!plain) {
        assertUsable(tls, presented);
      }
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
