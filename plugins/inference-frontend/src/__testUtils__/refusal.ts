import { ResponseError } from '@backstage/errors';

/** The error that a call rejects with when the backend answers with this status. */
export function refusal(statusCode: number, message: string) {
  return ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name: 'SomeError', message },
        response: { statusCode },
      }),
      { status: statusCode, headers: { 'content-type': 'application/json' } },
    ),
  );
}
