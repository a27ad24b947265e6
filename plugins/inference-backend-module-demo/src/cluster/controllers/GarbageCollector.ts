import type { Change } from '../store/EventLog';
import { FOREGROUND } from '../writes/ObjectDeleter';
import type { ClusterView } from './ClusterView';
import type { Controller, Wake } from './Controller';

/** Deletes objects whose owners are all gone, and finishes foreground deletions. */
export class GarbageCollector implements Controller {
  readonly name = 'garbage-collector';

  constructor(private readonly view: ClusterView) {}

  observe({ type, version }: Change, wake: Wake): void {
    const { metadata } = version.object;
    const { store } = this.view.cluster;
    if (type === 'DELETED') {
      for (const dependent of store.listDependents(metadata.uid)) {
        wake.now(dependent.object.metadata.uid);
      }
      // An owner in foreground deletion waits for this.
      for (const owner of metadata.ownerReferences ?? []) wake.now(owner.uid);
      return;
    }
    const orphanedFromBirth =
      type === 'ADDED' &&
      metadata.ownerReferences?.some(owner => !store.findByUid(owner.uid));
    if (orphanedFromBirth || metadata.finalizers?.includes(FOREGROUND))
      wake.now(metadata.uid);
  }

  reconcile(uid: string): void {
    const { store, deleter } = this.view.cluster;
    const stored = store.findByUid(uid);
    if (!stored) return;
    const { metadata } = stored.object;
    if (
      metadata.deletionTimestamp !== undefined &&
      metadata.finalizers?.includes(FOREGROUND)
    ) {
      this.finishForeground(uid);
      return;
    }
    const owners = metadata.ownerReferences ?? [];
    if (owners.length === 0) return;
    const present = owners.filter(owner => store.findByUid(owner.uid));
    if (present.length === 0) {
      deleter.delete(stored.definition, stored.namespace, stored.name, {
        propagationPolicy: 'Background',
      });
    } else if (present.length < owners.length) {
      this.view.update(stored.object, {
        metadata: { ownerReferences: present },
      });
    }
  }

  private finishForeground(uid: string): void {
    const { store, deleter } = this.view.cluster;
    const dependents = store.listDependents(uid);
    for (const dependent of dependents) {
      const { definition, namespace, name, object } = dependent;
      if (object.metadata.deletionTimestamp === undefined) {
        deleter.delete(definition, namespace, name, {
          propagationPolicy: 'Foreground',
        });
      }
    }
    const owner = store.findByUid(uid);
    if (!owner || store.listDependents(uid).length > 0) return;
    const finalizers = owner.object.metadata.finalizers ?? [];
    const rest = finalizers.filter(each => each !== FOREGROUND);
    const updated = this.view.update(owner.object, {
      metadata: { finalizers: rest },
    });
    if (rest.length === 0 && updated && owner.definition.kind === 'Pod') {
      store.remove(owner.definition, owner.namespace, owner.name);
    }
  }
}
