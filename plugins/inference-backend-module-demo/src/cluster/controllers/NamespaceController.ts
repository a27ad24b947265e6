import type { Change } from '../store/EventLog';
import { isOfKind, type ClusterView } from './ClusterView';
import type { Controller, Wake } from './Controller';

/** Empties a namespace that is being deleted and then removes it; gives new ones their default service account. */
export class NamespaceController implements Controller {
  readonly name = 'namespace-controller';

  constructor(private readonly view: ClusterView) {}

  observe({ type, version }: Change, wake: Wake): void {
    const { uid, deletionTimestamp, namespace } = version.object.metadata;
    if (isOfKind(version, '', 'Namespace')) {
      if (type !== 'DELETED') wake.now(uid);
      return;
    }
    if (
      type !== 'DELETED' ||
      namespace === undefined ||
      deletionTimestamp === undefined
    )
      return;
    // The last pod of a namespace that is going may have ended.
    const owner = this.namespaceOf(namespace);
    if (owner) wake.now(owner.object.metadata.uid);
  }

  reconcile(uid: string): void {
    const { store, registry, deleter } = this.view.cluster;
    const stored = store.findByUid(uid);
    if (!stored || !isOfKind(stored, '', 'Namespace')) return;
    if (stored.object.metadata.deletionTimestamp === undefined) {
      this.ensureServiceAccount(stored.name);
      return;
    }
    let left = 0;
    for (const definition of registry.list()) {
      if (!definition.namespaced) continue;
      for (const each of store.list(definition, stored.name)) {
        deleter.delete(definition, each.namespace, each.name, {
          propagationPolicy: 'Background',
        });
      }
      left += store.list(definition, stored.name).length;
    }
    if (left === 0) store.remove(stored.definition, '', stored.name);
  }

  private ensureServiceAccount(namespace: string): void {
    const definition = this.view.definition('v1', 'ServiceAccount');
    if (
      !definition ||
      this.view.cluster.store.find(definition, namespace, 'default')
    )
      return;
    this.view.create('v1', 'ServiceAccount', {
      metadata: { name: 'default', namespace },
    });
  }

  private namespaceOf(name: string) {
    const definition = this.view.definition('v1', 'Namespace');
    return definition && this.view.cluster.store.find(definition, '', name);
  }
}
