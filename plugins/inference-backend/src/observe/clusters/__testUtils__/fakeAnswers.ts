import type { IncomingHttpHeaders, ServerResponse } from 'node:http';

/** A request as the server saw it. */
export interface SeenRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly isWatch: boolean;
}

/** Answers in place of the server. */
export type Answer = (
  request: SeenRequest,
  response: ServerResponse,
) => void | Promise<void>;

/** Sends a Kubernetes Status. */
export function sendStatus(
  response: ServerResponse,
  code: number,
  message = '',
): void {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({
      kind: 'Status',
      apiVersion: 'v1',
      status: 'Failure',
      message,
      code,
    }),
  );
}

/** Sends a 200 with a body. */
export function sendJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
