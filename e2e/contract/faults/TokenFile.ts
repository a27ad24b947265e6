import {
  mkdir,
  mkdtemp,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ok } from '../cluster/KubeHttp';
import type { RealCluster } from '../cluster/RealCluster';

const NAMESPACE = '/api/v1/namespaces/inference-portal';

/** A token of the product's service account in a file that changes as the kubelet's projected volumes do. */
export class TokenFile {
  private bound: string | null = null;

  private constructor(
    private readonly cluster: RealCluster,
    private readonly folder: string,
  ) {}

  static async write(cluster: RealCluster): Promise<TokenFile> {
    const folder = await mkdtemp(join(tmpdir(), 'token-'));
    const file = new TokenFile(cluster, folder);
    await file.rotate();
    await symlink(join('..data', 'token'), join(folder, 'token'));
    return file;
  }

  get path(): string {
    return join(this.folder, 'token');
  }

  /** The token that was made last. */
  token = '';

  /** Puts a new token in the place of the former one, which goes on being valid. */
  async rotate(): Promise<void> {
    const name = `token-${randomBytes(4).toString('hex')}`;
    ok(
      await this.cluster.kube.create(`${NAMESPACE}/secrets`, {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name },
      }),
    );
    this.token = ok(
      await this.cluster.kube.create<{ status: { token: string } }>(
        `${NAMESPACE}/serviceaccounts/inference-portal/token`,
        {
          apiVersion: 'authentication.k8s.io/v1',
          kind: 'TokenRequest',
          spec: {
            expirationSeconds: 3600,
            boundObjectRef: { kind: 'Secret', apiVersion: 'v1', name },
          },
        },
      ),
    ).status.token;
    this.bound = name;
    await mkdir(join(this.folder, name));
    await writeFile(join(this.folder, name, 'token'), this.token);
    await symlink(name, join(this.folder, '..data_tmp'));
    await rename(join(this.folder, '..data_tmp'), join(this.folder, '..data'));
  }

  /** Makes the token invalid: the object to which it is bound ends. */
  async revoke(): Promise<void> {
    ok(await this.cluster.kube.remove(`${NAMESPACE}/secrets/${this.bound}`));
    this.bound = null;
  }

  async remove(): Promise<void> {
    if (this.bound !== null) await this.revoke();
    await rm(this.folder, { recursive: true });
  }
}
