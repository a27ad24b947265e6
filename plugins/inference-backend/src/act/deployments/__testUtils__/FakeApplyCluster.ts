import type { Json, JsonObject } from '@inference-portal/plugin-inference-node';
import type { ClusterApplier } from '../../../observe/clusters/connection/ClusterConnection';
import { ClusterRequestError } from '../../../observe/clusters/connection/ClusterRequestError';

/** A cluster that keeps what is applied to it, as an API server with all kinds installed would; refuses where a test says so. */
export class FakeApplyCluster implements ClusterApplier {
  readonly #objects = new Map<string, JsonObject>();
  readonly #refusals: {
    readonly path: RegExp;
    readonly dryRun: boolean;
    readonly error: ClusterRequestError;
  }[] = [];
  readonly #unread: { readonly path: RegExp; readonly error: Error }[] = [];
  /** Names of objects that were stored, in order. */
  readonly stored: string[] = [];
  /** Plurals that are served; null for all. */
  served: readonly string[] | null = null;

  constructor(namespaces: readonly JsonObject[] = []) {
    for (const namespace of namespaces) {
      const { name } = namespace.metadata as JsonObject;
      this.put(`/api/v1/namespaces/${String(name)}`, namespace);
    }
  }

  /** Puts an object there that somebody made. */
  put(path: string, object: JsonObject, manager = 'helm'): void {
    const metadata = object.metadata as JsonObject;
    const managedFields: Json = [{ manager, operation: 'Update' }];
    this.#objects.set(path, {
      ...object,
      metadata: { managedFields, ...metadata },
    });
  }

  /** Refuses applies to paths from now on, in dry runs or for good. */
  refuse(path: RegExp, error: ClusterRequestError, dryRun = true): void {
    this.#refusals.push({ path, dryRun, error });
  }

  /** Refuses reads. */
  failReading(path: RegExp, error: Error): void {
    this.#unread.push({ path, error });
  }

  async get(path: string): Promise<unknown> {
    const unread = this.#unread.find(one => one.path.test(path));
    if (unread) throw unread.error;
    const [address = '', query = ''] = path.split('?');
    const object = this.#objects.get(address);
    if (object) return object;
    if (/^\/apis\/[^/]+\/[^/]+$/.test(address)) {
      return { resources: this.#served().map(name => ({ name })) };
    }
    if (/\/(?:namespaces|resourcequotas|nodes)$/.test(address)) {
      const named = /metadata\.name%3D([^&]+)/.exec(query)?.[1];
      return { items: this.#below(address, named) };
    }
    throw new ClusterRequestError('not-found', 'There is no such object.');
  }

  async apply(path: string, object: JsonObject): Promise<unknown> {
    const [address = '', query = ''] = path.split('?');
    const dryRun = query.includes('dryRun=All');
    const refusal = this.#refusals.find(
      one => one.path.test(address) && one.dryRun === dryRun,
    );
    if (refusal) throw refusal.error;
    const metadata = object.metadata as JsonObject;
    const managedFields: Json = [
      { manager: 'inference-portal', operation: 'Apply' },
    ];
    const after = { ...object, metadata: { ...metadata, managedFields } };
    if (!dryRun) {
      this.#objects.set(address, after);
      this.stored.push(`${String(object.kind)} ${String(metadata.name)}`);
    }
    return after;
  }

  #served(): readonly string[] {
    return (
      this.served ?? [
        'podmonitors',
        'prometheusrules',
        'httproutes',
        'scaledobjects',
        'rollouts',
      ]
    );
  }

  #below(address: string, named: string | undefined): JsonObject[] {
    const [, kind = ''] = /([^/]+)$/.exec(address) ?? [];
    return [...this.#objects]
      .filter(([path]) =>
        kind === 'namespaces'
          ? /^\/api\/v1\/namespaces\/[^/]+$/.test(path)
          : path.includes(`/${kind}/`) &&
            (address === `/api/v1/${kind}` || path.startsWith(address)),
      )
      .map(([, object]) => object)
      .filter(
        ({ metadata }) =>
          named === undefined || (metadata as JsonObject).name === named,
      );
  }
}
