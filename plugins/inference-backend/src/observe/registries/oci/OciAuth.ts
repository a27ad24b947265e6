import { z } from 'zod';
import { authorizationHeader } from '../../httpConnection';
import type {
  RegistryAnswer,
  RegistryHttp,
  RegistryRequest,
} from '../http/RegistryHttp';
import { RegistryRequestError } from '../http/RegistryRequestError';

const tokenSchema = z.object({
  token: z.string().optional(),
  access_token: z.string().optional(),
  expires_in: z.number().optional(),
});

const DEFAULT_LIFE_S = 60;
/** A token about to end is not used. */
const MARGIN_MS = 10_000;

interface Challenge {
  readonly scheme: string;
  readonly params: ReadonlyMap<string, string>;
}

/** Reads `WWW-Authenticate: Bearer realm="…",service="…"`. */
export function parseChallenge(header: string): Challenge {
  const scheme = /^\s*([A-Za-z]+)/.exec(header)?.[1]?.toLowerCase() ?? '';
  const params = new Map<string, string>();
  for (const [, name = '', quoted, plain = ''] of header.matchAll(
    /([A-Za-z_]+)=(?:"([^"]*)"|([^",\s]+))/g,
  )) {
    params.set(name.toLowerCase(), quoted ?? plain);
  }
  return { scheme, params };
}

/**
 * Answers the challenges of a registry: tokens from the realm that it names, kept per scope until they end, or the configured user and
 * password. Without configured credentials it asks for an anonymous token.
 */
export class OciAuth {
  readonly #http: RegistryHttp;
  readonly #now: () => number;
  readonly #tokens = new Map<
    string,
    { readonly header: string; readonly until: number }
  >();
  /** True once the registry has asked for user and password. */
  #usesBasic = false;

  constructor(http: RegistryHttp, now: () => number) {
    this.#http = http;
    this.#now = now;
  }

  /** Sends a request under the scope, such as `repository:models/qwen3:pull`; the answer may be a refusal. */
  async send(
    request: Omit<RegistryRequest, 'authorization'>,
    scope: string,
  ): Promise<RegistryAnswer> {
    const answer = await this.#http.send({
      ...request,
      authorization: this.#known(scope),
    });
    const challenge = answer.header('www-authenticate');
    if (answer.status !== 401 || challenge === null) {
      return answer;
    }
    const authorization = await this.#answerTo(
      challenge,
      scope,
      request.signal,
    );
    return authorization === null
      ? answer
      : this.#http.send({ ...request, authorization });
  }

  #known(scope: string): string | null {
    const { auth } = this.#http.connection;
    if (auth?.type === 'bearer' || this.#usesBasic) {
      return authorizationHeader(auth).authorization ?? null;
    }
    const token = this.#tokens.get(scope);
    return token !== undefined && token.until > this.#now()
      ? token.header
      : null;
  }

  /** Null when there is nothing to answer with. */
  async #answerTo(
    header: string,
    scope: string,
    signal: AbortSignal,
  ): Promise<string | null> {
    const { auth } = this.#http.connection;
    const { scheme, params } = parseChallenge(header);
    if (scheme === 'basic' && auth?.type === 'basic') {
      this.#usesBasic = true;
      return authorizationHeader(auth).authorization ?? null;
    }
    return scheme === 'bearer' && auth?.type !== 'bearer'
      ? this.#fetchToken(params, scope, signal)
      : null;
  }

  async #fetchToken(
    params: ReadonlyMap<string, string>,
    scope: string,
    signal: AbortSignal,
  ): Promise<string> {
    const { auth, url, key } = this.#http.connection;
    const realm = params.get('realm') ?? '';
    const isSafe =
      URL.canParse(realm) &&
      (realm.startsWith('https:') ||
        (realm.startsWith('http:') && url.startsWith('http:')));
    if (!isSafe) {
      throw new RegistryRequestError(
        'nonsense',
        `${url} sends clients for a token to an address that is no https URL.`,
        `Correct the realm of that registry, or set ${key}.auth to {type: bearer, token}.`,
      );
    }
    const query = new URLSearchParams({ scope: params.get('scope') ?? scope });
    const service = params.get('service');
    if (service !== undefined) {
      query.set('service', service);
    }
    const token = await this.#http.json(
      {
        url: realm,
        params: query,
        authorization: authorizationHeader(auth).authorization ?? null,
        signal,
      },
      tokenSchema,
    );
    const text = token.token ?? token.access_token ?? '';
    if (!/^[\x21-\x7e]+$/.test(text)) {
      throw new RegistryRequestError(
        'nonsense',
        `The token service of ${url} answered without a token.`,
        `Set ${key}.auth to credentials that may pull.`,
      );
    }
    const life = (token.expires_in ?? DEFAULT_LIFE_S) * 1000;
    const bearer = `Bearer ${text}`;
    this.#tokens.set(scope, {
      header: bearer,
      until: this.#now() + life - MARGIN_MS,
    });
    return bearer;
  }
}
