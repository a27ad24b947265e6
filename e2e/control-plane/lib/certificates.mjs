import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const VALID_DAYS = 365;

/** First address of the service range: what `kubernetes.default.svc` answers. */
const API_SERVICE_IP = '10.96.0.1';

/** The identities of a control plane: subjects as RBAC's defaults expect them. */
const CERTIFICATES = {
  'kube-apiserver': {
    subject: '/CN=kube-apiserver',
    usage: 'serverAuth',
    names: `IP:127.0.0.1,DNS:localhost,DNS:kubernetes.default.svc,IP:${API_SERVICE_IP}`,
  },
  admin: { subject: '/O=system:masters/CN=admin', usage: 'clientAuth' },
  'kube-controller-manager': {
    subject: '/CN=system:kube-controller-manager',
    usage: 'clientAuth',
  },
  'kube-scheduler': {
    subject: '/CN=system:kube-scheduler',
    usage: 'clientAuth',
  },
};

/** Writes ca.crt, service-account.key and one .crt and .key per identity. */
export async function createCertificates(folder, { signal } = {}) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const openssl = (...args) =>
    promisify(execFile)('openssl', args, { cwd: folder, signal });
  await createAuthority(folder, openssl);
  await Promise.all([
    openssl('genrsa', '-out', 'service-account.key', '2048'),
    ...Object.entries(CERTIFICATES).map(([name, certificate]) =>
      createCertificate(folder, name, certificate, openssl),
    ),
  ]);
}

async function createAuthority(folder, openssl) {
  // Given in full so that the result does not depend on the system's defaults.
  writeFileSync(
    join(folder, 'ca.cnf'),
    [
      '[req]',
      'distinguished_name = subject',
      'x509_extensions = authority',
      '[subject]',
      '[authority]',
      'basicConstraints = critical, CA:TRUE',
      'keyUsage = critical, keyCertSign, cRLSign, digitalSignature',
      'subjectKeyIdentifier = hash',
      '',
    ].join('\n'),
  );
  await createKey('ca.key', openssl);
  await openssl(
    ...['req', '-x509', '-new', '-sha256', '-config', 'ca.cnf'],
    ...['-key', 'ca.key', '-subj', '/CN=control-plane-ca'],
    ...['-days', String(VALID_DAYS), '-out', 'ca.crt'],
  );
}

async function createCertificate(
  folder,
  name,
  { subject, usage, names },
  openssl,
) {
  writeFileSync(
    join(folder, `${name}.ext`),
    [
      'basicConstraints = critical, CA:FALSE',
      'keyUsage = critical, digitalSignature',
      `extendedKeyUsage = ${usage}`,
      ...(names ? [`subjectAltName = ${names}`] : []),
      '',
    ].join('\n'),
  );
  await createKey(`${name}.key`, openssl);
  await openssl(
    ...['req', '-new', '-sha256', '-config', 'ca.cnf'],
    ...['-key', `${name}.key`, '-subj', subject, '-out', `${name}.csr`],
  );
  await openssl(
    ...['x509', '-req', '-sha256', '-in', `${name}.csr`],
    ...['-CA', 'ca.crt', '-CAkey', 'ca.key'],
    ...['-set_serial', `0x01${randomBytes(15).toString('hex')}`],
    ...['-days', String(VALID_DAYS), '-extfile', `${name}.ext`],
    ...['-out', `${name}.crt`],
  );
}

function createKey(file, openssl) {
  return openssl(
    ...['genpkey', '-algorithm', 'EC', '-pkeyopt'],
    ...['ec_paramgen_curve:P-256', '-out', file],
  );
}
