import type { PrometheusBody } from './parseResponse';
import type { QueryFailure } from './PrometheusResult';

type Failure = Omit<QueryFailure, 'status' | 'durationMs'>;

/** Limits that Prometheus, Thanos and Mimir put on what a query may read. */
const LIMITS = /too many samples|limit|exceeds/i;

const TLS_CODES =
  /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|ERR_TLS|EPROTO|ERR_SSL/;

/** Whether less would have been answered: a limit of the server or of the portal was passed. */
export function passesLimit({
  code,
  message,
}: Pick<QueryFailure, 'code' | 'message'>): boolean {
  return (
    code === 'too-large' ||
    code === 'timeout' ||
    (code === 'rejected' && LIMITS.test(message))
  );
}

function codeOf(error: unknown): string {
  return typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string'
    ? error.code
    : '';
}

function isTooLarge(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'type' in error &&
    error.type === 'max-size'
  );
}

/** A request that brought no response at all. `key` is the configuration key to look at, `url` what was asked. */
export function describeNetworkError(
  error: unknown,
  options: { url: string; key: string; timedOut: boolean; timeoutMs: number },
): Failure {
  const { url, key, timedOut, timeoutMs } = options;
  if (timedOut) {
    return {
      code: 'timeout',
      message: `${url} did not answer within ${timeoutMs / 1000} s.`,
      fix: `Raise ${key}.timeoutSeconds, or look why the server is slow.`,
    };
  }
  if (isTooLarge(error)) {
    return {
      code: 'too-large',
      message: `${url} answered more than the portal takes in one piece.`,
      fix: null,
    };
  }
  const code = codeOf(error);
  // The message of the transport repeats the whole URL with the query; only its reason is news.
  const detail = (
    error instanceof Error ? error.message : String(error)
  ).replace(/^.*reason: /s, '');
  if (code === 'ENOENT' || code === 'EACCES') {
    return {
      code: 'tls',
      message: `The certificate authority for ${url} cannot be read: ${detail}`,
      fix: `Set ${key}.caFile to a file that the portal may read.`,
    };
  }
  if (TLS_CODES.test(code)) {
    return {
      code: 'tls',
      message: `The certificate of ${url} is not trusted: ${detail}`,
      fix: `Set ${key}.caFile to the certificate authority that signed it.`,
    };
  }
  return {
    code: 'unreachable',
    message: `${url} cannot be reached: ${detail}`,
    fix: `Check ${key}.url and that the portal may connect to it.`,
  };
}

/** A response that holds no result. */
export function describeErrorResponse(options: {
  url: string;
  key: string;
  httpStatus: number;
  contentType: string | null;
  body: PrometheusBody | undefined;
}): Failure {
  const { url, key, httpStatus, contentType, body } = options;
  if (httpStatus === 401 || httpStatus === 403) {
    return {
      code: 'unauthorized',
      message: `${url} refuses the credentials (HTTP ${httpStatus}).`,
      fix: `Set ${key}.auth, and ${key}.headers such as X-Scope-OrgID where tenants are used, to credentials that may query.`,
    };
  }
  if (httpStatus === 429 || httpStatus >= 500 || isServerTimeout(body)) {
    return {
      code: 'overloaded',
      message: `${url} failed (HTTP ${httpStatus})${
        body?.error ? `: ${body.error}` : ''
      }.`,
      fix: fixOfOverload(httpStatus, body),
    };
  }
  if (body?.error) {
    // 400 and 422: the server understood and refused, for example a limit on series.
    return {
      code: 'rejected',
      message: `${url} refused the query (HTTP ${httpStatus}): ${body.error}`,
      fix: LIMITS.test(body.error)
        ? 'Raise the limit that it names, such as --query.max-samples of Prometheus.'
        : null,
    };
  }
  const what = contentType?.includes('html') ? 'a web page' : 'something else';
  return {
    code: 'not-prometheus',
    message: `${url} answered ${what} (HTTP ${httpStatus}) where the Prometheus HTTP API was expected.`,
    fix: `Point ${key}.url at the server itself, behind any login page, with its path prefix (such as /prometheus for Mimir, /select/0/prometheus for VictoriaMetrics clusters).`,
  };
}

/** Prometheus answers 503, or from version 3 on 422 where its storage noticed first. */
function isServerTimeout(body: PrometheusBody | undefined): boolean {
  return (
    body?.errorType === 'timeout' ||
    /deadline exceeded|timed out/.test(body?.error ?? '')
  );
}

function fixOfOverload(httpStatus: number, body: PrometheusBody | undefined) {
  if (httpStatus === 429) {
    return 'Raise the limit on queries of this tenant or user, or let less ask at once.';
  }
  if (isServerTimeout(body)) {
    return 'Look why the server is slow, or raise its limit, --query.timeout of Prometheus.';
  }
  // Prometheus says no more than this until it has read its log.
  return httpStatus === 503 && !body
    ? 'Wait a few minutes if it has just started: it reads its write-ahead log first. Otherwise look at its log and its memory.'
    : 'Look at the log and the load of that server, and of what stands before it.';
}
