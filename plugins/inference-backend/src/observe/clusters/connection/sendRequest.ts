import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { ClusterRequestError } from './ClusterRequestError';
import { connectionError } from './connectionError';

/** Options of a request. */
export interface RequestSettings {
  readonly signal: AbortSignal;
  /** For the first byte of the answer, and between two parts of it. */
  readonly timeoutMs: number;
}

/** An answer that has begun. */
export interface Answer {
  readonly response: IncomingMessage;
  readonly server: string;
  /** Puts off the moment at which the answer counts as dead. */
  expectWithin(ms: number, late: ClusterRequestError): void;
  /** Why we ended it ourselves; null while we did not. */
  endedBy(): unknown;
  close(): void;
}

/** Waits for credentials; a command that makes them may hang. */
export async function withinTime<T>(
  work: Promise<T>,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let onAbort = () => {};
  const cut = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason);
    timer = setTimeout(
      () =>
        reject(
          new ClusterRequestError(
            'credentials',
            'Making the credentials took too long.',
            {
              fix: 'Run the command of the kubeconfig user by hand; it must not ask for input.',
            },
          ),
        ),
      timeoutMs,
    );
  });
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, cut]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

/** Sends a request, a GET unless its options say otherwise, and resolves when the answer begins, whatever its status. */
export function sendRequest(
  url: string,
  server: string,
  request: RequestSettings & {
    readonly options: https.RequestOptions;
    readonly body?: string;
  },
): Promise<Answer> {
  const { signal, timeoutMs, options, body } = request;
  return new Promise<Answer>((resolve, reject) => {
    const sent = (url.startsWith('http:') ? http : https).request(url, options);
    let timer: NodeJS.Timeout | undefined;
    // Kept here: once the answer has begun, its reader gets an ECONNRESET whatever the cause.
    let endedBy: unknown = null;
    const stop = (reason: unknown) => {
      endedBy ??= reason;
      sent.destroy(reason instanceof Error ? reason : undefined);
    };
    const expectWithin = (ms: number, late: ClusterRequestError) => {
      clearTimeout(timer);
      timer = setTimeout(() => stop(late), ms);
    };
    const onAbort = () => stop(signal.reason);
    const release = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    expectWithin(
      timeoutMs,
      new ClusterRequestError(
        'timeout',
        `${server} did not answer within ${Math.round(timeoutMs / 1000)} s.`,
        { fix: 'Check the load of the API server and the network to it.' },
      ),
    );
    sent.on('error', error => {
      release();
      reject(endedBy ?? connectionError(error, server, 'request'));
    });
    sent.end(body);
    sent.once('response', response => {
      // Errors after this point arrive through the response; `sent` must keep a listener to not end the process.
      resolve({
        response,
        server,
        expectWithin,
        endedBy: () => endedBy,
        close: () => {
          release();
          if (!response.complete) {
            sent.destroy();
          }
        },
      });
    });
  });
}
