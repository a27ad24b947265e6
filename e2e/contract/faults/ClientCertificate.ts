import { execFile } from 'node:child_process';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import https from 'node:https';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ClusterAccess } from '../../../plugins/inference-backend/src/observe/clusters/config/ClusterConfig';

const run = promisify(execFile);

/** A client certificate of the control plane's authority in files that a kubeconfig names, as certificate agents keep them. */
export class ClientCertificate {
  private constructor(
    private readonly folder: string,
    private readonly pki: string,
    private readonly user: string,
  ) {}

  /** Of `user`, for a cluster at `server`; there is no certificate yet. */
  static async prepare(options: {
    pki: string;
    user: string;
    server: string;
  }): Promise<ClientCertificate> {
    const { pki, user, server } = options;
    const folder = await mkdtemp(join(tmpdir(), 'client-certificate-'));
    await writeFile(
      join(folder, 'kubeconfig'),
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        'current-context': 'contract',
        clusters: [
          {
            name: 'contract',
            cluster: { server, 'certificate-authority': join(pki, 'ca.crt') },
          },
        ],
        users: [
          {
            name: user,
            user: {
              'client-certificate': join(folder, 'tls.crt'),
              'client-key': join(folder, 'tls.key'),
            },
          },
        ],
        contexts: [
          { name: 'contract', context: { cluster: 'contract', user } },
        ],
      }),
    );
    // `openssl x509` counts in days; a certificate authority's register does not.
    await writeFile(join(folder, 'register.txt'), '');
    await writeFile(
      join(folder, 'authority.cnf'),
      [
        '[ca]',
        'default_ca = plane',
        '[plane]',
        `database = ${join(folder, 'register.txt')}`,
        `new_certs_dir = ${folder}`,
        'rand_serial = yes',
        'unique_subject = no',
        'default_md = sha256',
        'policy = any',
        'x509_extensions = client',
        '[any]',
        'commonName = supplied',
        '[client]',
        'basicConstraints = critical, CA:FALSE',
        'keyUsage = critical, digitalSignature',
        'extendedKeyUsage = clientAuth',
        '[req]',
        'distinguished_name = subject',
        '[subject]',
        '',
      ].join('\n'),
    );
    return new ClientCertificate(folder, pki, user);
  }

  /** How the product is configured. */
  get access(): ClusterAccess {
    return {
      kind: 'kubeconfig',
      path: join(this.folder, 'kubeconfig'),
      context: null,
    };
  }

  /** Makes a new key and a certificate that is valid for that long; first the one file changes, then, after `between`, the other. */
  async renew(
    validMs: number,
    between: () => Promise<unknown> = async () => {},
  ): Promise<void> {
    const openssl = (...parameters: string[]) =>
      run('openssl', parameters, { cwd: this.folder });
    await openssl(
      ...['genpkey', '-algorithm', 'EC'],
      ...['-pkeyopt', 'ec_paramgen_curve:P-256', '-out', 'new.key'],
    );
    await openssl(
      ...['req', '-new', '-sha256', '-config', 'authority.cnf'],
      ...['-key', 'new.key', '-subj', `/CN=${this.user}`, '-out', 'new.csr'],
    );
    const now = Date.now();
    await openssl(
      ...['ca', '-batch', '-notext', '-config', 'authority.cnf'],
      ...['-cert', join(this.pki, 'ca.crt')],
      ...['-keyfile', join(this.pki, 'ca.key')],
      ...['-startdate', asn1Time(now - 60_000)],
      ...['-enddate', asn1Time(now + validMs)],
      ...['-in', 'new.csr', '-out', 'new.crt'],
    );
    await rename(join(this.folder, 'new.key'), join(this.folder, 'tls.key'));
    await between();
    await rename(join(this.folder, 'new.crt'), join(this.folder, 'tls.crt'));
  }

  /** Status with which the API server at `server` answers who comes with the certificate. */
  async status(server: string): Promise<number> {
    const [ca, cert, key] = await Promise.all(
      [join(this.pki, 'ca.crt'), 'tls.crt', 'tls.key'].map(file =>
        readFile(file.startsWith('/') ? file : join(this.folder, file)),
      ),
    );
    return new Promise((onAnswer, onError) => {
      https
        .get(
          `${server}/api/v1/nodes`,
          { ca, cert, key, agent: false },
          answer => {
            answer.resume();
            onAnswer(answer.statusCode ?? 0);
          },
        )
        .on('error', onError);
    });
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }
}

/** `20261122070145Z`. */
function asn1Time(instantMs: number): string {
  return `${new Date(instantMs)
    .toISOString()
    .slice(0, 19)
    .replace(/[-:T]/g, '')}Z`;
}
