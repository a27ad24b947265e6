import { CustomErrorBase } from '@backstage/errors';

/** Thrown when a cluster, or its quota, does not take what is well formed: HTTP 422. The message says what to do. */
export class RefusedByClusterError extends CustomErrorBase {
  /** Read by Backstage's error handling, which knows no error of that status. */
  readonly statusCode = 422;

  constructor(message: string) {
    super(message);
    this.name = 'RefusedByClusterError';
  }
}
