import { ClusterRequestError } from './ClusterRequestError';

/** Codes of Node's TLS that are about the certificate. */
const TLS_CODES =
  /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/;

/** Puts an error of a socket into words. `phase` tells whether the answer had begun. */
export function connectionError(
  error: unknown,
  server: string,
  phase: 'request' | 'answer',
): ClusterRequestError {
  if (error instanceof ClusterRequestError) {
    return error;
  }
  const code = (error as NodeJS.ErrnoException | null)?.code ?? 'unknown error';
  if (TLS_CODES.test(code)) {
    return new ClusterRequestError(
      'tls',
      `The certificate of ${server} is not accepted (${code}).`,
      {
        fix: 'Give the certificate authority of the cluster as caData or caFile, and use a host name that the certificate names.',
      },
    );
  }
  if (phase === 'answer') {
    return new ClusterRequestError(
      'disconnected',
      `${server} ended the connection in the middle of an answer (${code}).`,
      {
        fix: 'If it goes on, look for a proxy or load balancer in between that ends connections, and for restarts of the API server.',
      },
    );
  }
  return new ClusterRequestError(
    'unreachable',
    `${server} cannot be reached (${code}).`,
    {
      fix: 'Check the address, that the API server runs, and that the backend’s network may reach it.',
    },
  );
}
