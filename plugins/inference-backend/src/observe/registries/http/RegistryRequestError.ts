import { CustomErrorBase } from '@backstage/errors';

/** Why a registry did not give what was asked of it. */
export type RegistryFailureKind =
  /** No connection, no answer in time, no trust in the certificate. */
  | 'unreachable'
  /** 401 and 403 */
  | 'unauthorized'
  /** 404 */
  | 'not-found'
  /** 429 and 5xx, after the last attempt. */
  | 'overloaded'
  /** Any other refusal. */
  | 'rejected'
  /** The answer exceeds `maxAnswerMegabytes`. */
  | 'too-large'
  /** The answer is not one of the expected API. */
  | 'nonsense';

/** Thrown when a request to a registry fails. The message says what to do and holds no secret. */
export class RegistryRequestError extends CustomErrorBase {
  readonly kind: RegistryFailureKind;
  readonly fix: string | null;

  constructor(kind: RegistryFailureKind, message: string, fix: string | null) {
    super(fix === null ? message : `${message} ${fix}`);
    this.name = 'RegistryRequestError';
    this.kind = kind;
    this.fix = fix;
  }
}
