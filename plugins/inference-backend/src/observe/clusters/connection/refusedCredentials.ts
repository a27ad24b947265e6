import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { ClusterRequestError } from './ClusterRequestError';

/** What a request was sent with, as far as it helps to say what is wrong with it. */
export type PresentedCredential =
  | {
      readonly kind: 'certificate';
      readonly pem: string;
      /** Where it stands, in words such as a path. */
      readonly place: string;
    }
  | {
      readonly kind: 'token';
      readonly token: string;
      /** Path; null when the token stands in the configuration. */
      readonly file: string | null;
    }
  | { readonly kind: 'other' };

const claimsSchema = z.looseObject({ exp: z.number() });

function timeText(instantMs: number): string {
  return new Date(instantMs).toISOString();
}

function readCertificate(pem: string) {
  try {
    const { subject, validFrom, validTo } = new X509Certificate(pem);
    return {
      name: /^CN=(.+)$/m.exec(subject)?.[1] ?? 'an unnamed user',
      begins: Date.parse(validFrom),
      ends: Date.parse(validTo),
    };
  } catch {
    return null;
  }
}

function refusedCertificate(
  { pem, place }: Extract<PresentedCredential, { kind: 'certificate' }>,
  nowMs: number,
): ClusterRequestError {
  const certificate = readCertificate(pem);
  const name = certificate ? ` of ${certificate.name}` : '';
  if (certificate && certificate.ends <= nowMs) {
    return new ClusterRequestError(
      'unauthorized',
      `The client certificate${name} expired at ${timeText(
        certificate.ends,
      )} (HTTP 401).`,
      { fix: `Renew ${place} and its key; both are read again.` },
    );
  }
  if (certificate && certificate.begins > nowMs) {
    return new ClusterRequestError(
      'unauthorized',
      `The client certificate${name} is valid from ${timeText(
        certificate.begins,
      )} on (HTTP 401).`,
      { fix: 'Compare the clock of the backend with that of the cluster.' },
    );
  }
  return new ClusterRequestError(
    'unauthorized',
    `The cluster does not accept the client certificate${name} (HTTP 401).`,
    {
      fix: `Put a certificate into ${place} that the cluster's certificate authority has signed; it is read again.`,
    },
  );
}

/** End of a JSON web token; null for any other token. */
function endOfToken(token: string): number | null {
  try {
    const claims = claimsSchema.safeParse(
      JSON.parse(
        Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'),
      ),
    );
    return claims.success ? claims.data.exp * 1000 : null;
  } catch {
    return null;
  }
}

function refusedToken(
  { token, file }: Extract<PresentedCredential, { kind: 'token' }>,
  nowMs: number,
): ClusterRequestError {
  const end = endOfToken(token);
  const fix =
    file === null
      ? 'Give a token that is valid on this cluster and does not expire, or name a file with serviceAccountTokenFile, which is read again when it rotates.'
      : `Put a token that is valid on this cluster and not expired into ${file}; it is read before every request.`;
  return new ClusterRequestError(
    'unauthorized',
    end !== null && end <= nowMs
      ? `The token expired at ${timeText(end)} (HTTP 401).`
      : 'The cluster does not accept the token (HTTP 401).',
    { fix },
  );
}

/** Why a cluster answered 401, in words that hold no secret; null when what was sent tells nothing. */
export function refusedCredentials(
  presented: PresentedCredential,
  nowMs: number,
): ClusterRequestError | null {
  switch (presented.kind) {
    case 'certificate':
      return refusedCertificate(presented, nowMs);
    case 'token':
      return refusedToken(presented, nowMs);
    default:
      return null;
  }
}
