import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { ClusterRequestError } from './ClusterRequestError';
import type { ClusterFailureKind } from './ClusterRequestError';

const statusSchema = z.looseObject({
  kind: z.literal('Status'),
  message: z.string().optional(),
  code: z.number().optional(),
  details: z
    .looseObject({ retryAfterSeconds: z.number().optional() })
    .nullish(),
});

/** Longest text that is taken over from a server. */
const MAX_WORDS = 500;

function kindOf(status: number): ClusterFailureKind {
  switch (status) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
      return 'not-found';
    case 409:
      return 'conflict';
    case 410:
      return 'expired';
    case 429:
      return 'throttled';
    default:
      return 'rejected';
  }
}

/** Milliseconds of a `Retry-After` header: seconds or a date; null when it says neither. */
export function retryAfterMs(
  header: string | undefined,
  nowMs: number,
): number | null {
  if (header === undefined || header.trim() === '') {
    return null;
  }
  const seconds = Number(header);
  if (Number.isFinite(seconds)) {
    return Math.max(0, seconds * 1000);
  }
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}

/** Words of a `Status` object, as failed requests and ERROR events of watches carry it. */
export function statusError(
  value: unknown,
  fallbackCode: number,
  headerRetryMs: number | null = null,
): ClusterRequestError {
  const parsed = statusSchema.safeParse(value);
  const status = parsed.success ? parsed.data : undefined;
  const code = status?.code ?? fallbackCode;
  const kind = kindOf(code);
  const words = (status?.message ?? '').slice(0, MAX_WORDS);
  const retrySeconds = status?.details?.retryAfterSeconds;
  const answered = words === '' ? `HTTP ${code}` : `HTTP ${code}: ${words}`;
  // The API server itself says no more than "too many requests", and not as a Status.
  const message =
    kind === 'throttled'
      ? `The cluster refuses requests for now, because there are too many (${answered}).`
      : answered;
  if (kind === 'unauthorized') {
    return new ClusterRequestError(
      kind,
      'The cluster does not accept the credentials (HTTP 401).',
      {
        fix: 'Give a token that is valid on this cluster and not expired; a token file or kubeconfig is read again when it changes.',
      },
    );
  }
  return new ClusterRequestError(kind, message, {
    ...(kind === 'throttled' && {
      fix: 'It is asked again after as long as the API server wants. If it goes on, let `kubectl get flowschemas` tell which FlowSchema matches the user, and give its priority level more shares.',
    }),
    retryAfterMs:
      headerRetryMs ??
      (retrySeconds === undefined ? null : retrySeconds * 1000),
  });
}

/** What a response other than 200 means. `body` is what was read of it. */
export function failedResponse(
  response: IncomingMessage,
  body: string,
  nowMs: number,
): ClusterRequestError {
  const code = response.statusCode ?? 0;
  if (code >= 300 && code < 400) {
    return notKubernetes(`answers with a redirect (HTTP ${code})`);
  }
  let value: unknown = null;
  try {
    value = JSON.parse(body);
  } catch {
    // A proxy in between answers in HTML or text; the status code tells enough.
  }
  return statusError(
    value,
    code,
    retryAfterMs(response.headers['retry-after'], nowMs),
  );
}

/** The address answers, but something else than a Kubernetes API server. */
export function notKubernetes(what: string): ClusterRequestError {
  return new ClusterRequestError(
    'not-kubernetes',
    `The address ${what}, not as a Kubernetes API server does.`,
    {
      fix: 'Use the address of the API server itself, as `kubectl cluster-info` prints it, not that of a console or login page.',
    },
  );
}
