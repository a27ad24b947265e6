import type { Request } from 'express';

/** Value of the header `Idempotency-Key`; undefined when it is missing. */
export function idempotencyKeyOf(
  req: Pick<Request, 'get'>,
): string | undefined {
  return req.get('idempotency-key');
}
