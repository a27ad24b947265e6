import { readFile } from 'node:fs/promises';
import { Agent as HttpsAgent, type AgentOptions } from 'node:https';

/** Credentials of a configured server. */
export type HttpCredentials =
  | { readonly type: 'bearer'; readonly token: string }
  | {
      readonly type: 'basic';
      readonly username: string;
      readonly password: string;
    };

/** The header that carries the credentials; empty when there are none. */
export function authorizationHeader(
  auth: HttpCredentials | null,
): Record<string, string> {
  switch (auth?.type) {
    case 'bearer':
      return { authorization: `Bearer ${auth.token}` };
    case 'basic': {
      const pair = Buffer.from(`${auth.username}:${auth.password}`);
      return { authorization: `Basic ${pair.toString('base64')}` };
    }
    default:
      return {};
  }
}

/** The agent of an https server; undefined for http, where Node's own is right. Rejects when `caFile` cannot be read. */
export async function createHttpsAgent(server: {
  readonly url: string;
  readonly caFile: string | null;
  readonly skipTLSVerify: boolean;
}): Promise<HttpsAgent | undefined> {
  if (!server.url.startsWith('https:')) {
    return undefined;
  }
  // Node passes its proxy on to its own agents only.
  const options: AgentOptions & { proxyEnv?: NodeJS.ProcessEnv } = {
    keepAlive: true,
    ca: server.caFile === null ? undefined : await readFile(server.caFile),
    rejectUnauthorized: !server.skipTLSVerify,
    ...(process.env.NODE_USE_ENV_PROXY === '1'
      ? { proxyEnv: process.env }
      : {}),
  };
  return new HttpsAgent(options);
}
