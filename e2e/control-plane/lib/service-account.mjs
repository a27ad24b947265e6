import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROLE = join(import.meta.dirname, '../../../deploy/cluster-role.yaml');

/**
 * Applies the product's own role to a plane and reads the token of its service
 * account, as the documentation tells people to; answers how the product
 * reaches the plane. The token belongs into no log and no file of the clone.
 *
 * @returns {Promise<{ url: string, token: string, caData: string }>} `caData` is PEM in base64
 */
export async function createProductAccess(plane, { signal } = {}) {
  const kubectl = async (...args) => {
    const { stdout } = await promisify(execFile)(
      join(plane.programs, 'kubectl'),
      [`--kubeconfig=${plane.kubeconfig}`, ...args],
      { signal },
    );
    return stdout;
  };
  await kubectl('apply', '-f', ROLE);
  const secret = ['secret/inference-portal-token', '-n', 'inference-portal'];
  await kubectl('wait', '--for=jsonpath={.data.token}', ...secret);
  const token = await kubectl('get', ...secret, '-o', 'jsonpath={.data.token}');
  return {
    url: plane.server,
    token: Buffer.from(token, 'base64').toString('utf8'),
    caData: readFileSync(join(plane.folder, 'pki/ca.crt')).toString('base64'),
  };
}
