import { testCertificate } from '../__testUtils__/testCertificate';
import { refusedCredentials } from './refusedCredentials';

const MADE = Date.parse('2026-11-22T05:07:42Z');
const ENDS = Date.parse('2126-10-29T05:07:42Z');
const certificate = {
  kind: 'certificate' as const,
  pem: testCertificate.cert,
  place: '/etc/portal/tls.crt',
};
const tokenOf = (claims: object) =>
  ['e30', Buffer.from(JSON.stringify(claims)).toString('base64url'), 's'].join(
    '.',
  );

describe('refusedCredentials', () => {
  it('names the end of a client certificate and the file to renew', () => {
    expect(refusedCredentials(certificate, ENDS)).toMatchObject({
      kind: 'unauthorized',
      message:
        'The client certificate of test-cluster expired at 2126-10-29T05:07:42.000Z (HTTP 401).',
      fix: 'Renew /etc/portal/tls.crt and its key; both are read again.',
    });
  });

  it('says when a client certificate is not valid yet, and when it is valid but not accepted', () => {
    expect(refusedCredentials(certificate, MADE - 1)?.message).toBe(
      'The client certificate of test-cluster is valid from 2026-11-22T05:07:42.000Z on (HTTP 401).',
    );
    expect(refusedCredentials(certificate, MADE)).toMatchObject({
      message:
        'The cluster does not accept the client certificate of test-cluster (HTTP 401).',
      fix: expect.stringContaining('/etc/portal/tls.crt'),
    });
  });

  it('names the end of a token and the file that holds it, never the token', () => {
    const token = tokenOf({ exp: MADE / 1000 });
    const refused = refusedCredentials(
      { kind: 'token', token, file: '/run/token' },
      MADE,
    );
    expect(refused).toMatchObject({
      message: 'The token expired at 2026-11-22T05:07:42.000Z (HTTP 401).',
      fix: expect.stringContaining('into /run/token;'),
    });
    expect(`${refused?.message} ${refused?.fix}`).not.toContain(token);
  });

  it('speaks of no end where a token tells none or is valid', () => {
    for (const token of ['opaque', tokenOf({ exp: ENDS / 1000 })]) {
      expect(
        refusedCredentials({ kind: 'token', token, file: null }, MADE),
      ).toMatchObject({
        message: 'The cluster does not accept the token (HTTP 401).',
        fix: expect.stringContaining('serviceAccountTokenFile'),
      });
    }
  });

  it('leaves what it does not know to others', () => {
    expect(refusedCredentials({ kind: 'other' }, MADE)).toBeNull();
  });
});
