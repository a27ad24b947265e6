import { redactText } from '../../../decide/secrets/redactText';
import { RegistryRequestError } from './RegistryRequestError';

/** What a server says of an error of its own, in the formats of the four APIs; null when it says nothing. */
function saidBy(text: string): string | null {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return null;
  }
  const first: unknown =
    typeof body === 'object' &&
    body !== null &&
    'errors' in body &&
    Array.isArray(body.errors)
      ? body.errors[0]
      : body;
  if (typeof first !== 'object' || first === null) {
    return null;
  }
  const { message, error }: { message?: unknown; error?: unknown } = first;
  const said = message ?? error;
  return typeof said === 'string' && said.trim() !== ''
    ? redactText(said.trim().slice(0, 300))
    : null;
}

/** Puts an answer that is no success into words. `key` is the configuration key to look at, `url` what may be shown of the address. */
export function describeRefusal(answer: {
  readonly key: string;
  readonly url: string;
  readonly status: number;
  readonly text: string;
}): RegistryRequestError {
  const { key, url, status, text } = answer;
  const said = saidBy(text);
  const because = said === null ? '.' : `: ${said.replace(/\.$/, '')}.`;
  if (status === 401 || status === 403) {
    return new RegistryRequestError(
      'unauthorized',
      `${url} refuses the credentials (HTTP ${status})${because}`,
      `Set ${key}.auth to credentials that may read.`,
    );
  }
  if (status === 404 || status === 410) {
    return new RegistryRequestError(
      'not-found',
      `${url} is not there (HTTP ${status})${because}`,
      `Check ${key}.url, with its path prefix, and the names that are imported.`,
    );
  }
  if (status === 429 || status >= 500) {
    return new RegistryRequestError(
      'overloaded',
      `${url} failed (HTTP ${status})${because}`,
      status === 429
        ? `Lower ${key}.requestsPerSecond, or raise the limit of that server.`
        : 'Look at the log and the load of that server; the import goes on from where it stood.',
    );
  }
  if (status >= 300 && status < 400) {
    return new RegistryRequestError(
      'rejected',
      `${url} leads elsewhere (HTTP ${status}), for example to a login page.`,
      `Point ${key}.url at the server itself.`,
    );
  }
  return new RegistryRequestError(
    'rejected',
    `${url} refused the request (HTTP ${status})${because}`,
    null,
  );
}

/** An answer that is not one of the expected API. */
export function describeNonsense(answer: {
  readonly key: string;
  readonly url: string;
  readonly contentType: string | null;
  /** What is wrong with it; without values, which may be secrets. */
  readonly problem: string;
}): RegistryRequestError {
  const { key, url, contentType, problem } = answer;
  const what = contentType?.includes('html') ? 'a web page' : 'something else';
  return new RegistryRequestError(
    'nonsense',
    `${url} answered ${what} than expected: ${problem}.`.replace(
      'a web page than expected',
      'a web page',
    ),
    `Check that ${key}.url is the base address of such a registry, behind any login page.`,
  );
}
