import { CustomErrorBase } from '@backstage/errors';

/** Why a cluster did not give what was asked of it. */
export type ClusterFailureKind =
  /** No connection: DNS, refused, reset, no route. */
  | 'unreachable'
  /** The server's certificate was not accepted. */
  | 'tls'
  | 'timeout'
  /** Our own credentials could not be made: file missing, command failed. */
  | 'credentials'
  /** 401 */
  | 'unauthorized'
  /** 403 */
  | 'forbidden'
  /** 404 */
  | 'not-found'
  /** 409: the object has changed, or is another one of the same name. */
  | 'conflict'
  /** 410: the resource version or the continue token is too old. */
  | 'expired'
  /** 429 */
  | 'throttled'
  /** Any other status. */
  | 'rejected'
  /** The answer is not that of a Kubernetes API server. */
  | 'not-kubernetes'
  /** The answer exceeds a limit of ours. */
  | 'too-large'
  /** The connection ended in the middle of an answer. */
  | 'disconnected'
  /** An open watch without a sign of life. */
  | 'silent'
  /** A line of a watch is no event. */
  | 'garbage';

/** Thrown when a request to a cluster fails. The message is made for people and holds no secret. */
export class ClusterRequestError extends CustomErrorBase {
  readonly kind: ClusterFailureKind;
  readonly fix: string | null;
  /** How long the server asks to wait; null when it does not. */
  readonly retryAfterMs: number | null;

  constructor(
    kind: ClusterFailureKind,
    message: string,
    options: { fix?: string; retryAfterMs?: number | null } = {},
  ) {
    super(message);
    this.name = 'ClusterRequestError';
    this.kind = kind;
    this.fix = options.fix ?? null;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}
