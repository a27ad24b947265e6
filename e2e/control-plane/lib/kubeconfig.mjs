import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes a self-contained kubeconfig for one of the certificates in `pki`. */
export function writeKubeconfig(file, { server, name, user, pki }) {
  const encoded = path => readFileSync(join(pki, path)).toString('base64');
  writeFileSync(
    file,
    `apiVersion: v1
kind: Config
clusters:
  - name: ${name}
    cluster:
      server: ${server}
      certificate-authority-data: ${encoded('ca.crt')}
users:
  - name: ${user}
    user:
      client-certificate-data: ${encoded(`${user}.crt`)}
      client-key-data: ${encoded(`${user}.key`)}
contexts:
  - name: ${name}
    context:
      cluster: ${name}
      user: ${user}
current-context: ${name}
`,
    { mode: 0o600 },
  );
}

/** Reads any kubeconfig's current context; kubectl is the parser. */
export function readConnection(file, kubectl) {
  const json = execFileSync(
    kubectl,
    [
      `--kubeconfig=${file}`,
      ...['config', 'view', '--raw', '--flatten', '--minify', '-o', 'json'],
    ],
    { encoding: 'utf8' },
  );
  const { clusters, users } = JSON.parse(json);
  const decoded = text =>
    text === undefined ? undefined : Buffer.from(text, 'base64');
  const { cluster } = clusters[0];
  const { user } = users[0];
  return {
    server: cluster.server,
    ca: decoded(cluster['certificate-authority-data']),
    cert: decoded(user['client-certificate-data']),
    key: decoded(user['client-key-data']),
    token: user.token,
  };
}
