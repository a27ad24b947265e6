import {
  cachedHubSource,
  hubSource,
  lastNamedPart,
  ociSource,
  readSourceUri,
  type ModelSource,
} from '../../../decide/registry/modelSource';
import { at, itemsOf, textOf } from '../adapters/fields';
import { redactText } from './redaction';

export type { ModelSource };

/** The volume that a path of a container lies on, as a source. */
function mountedSource(
  path: string,
  container: unknown,
  podSpec: unknown,
): ModelSource | null {
  const mounts = itemsOf(at(container, 'volumeMounts'))
    .map(mount => ({
      name: textOf(at(mount, 'name')),
      path: (textOf(at(mount, 'mountPath')) ?? '').replace(/\/+$/, ''),
      subPath: textOf(at(mount, 'subPath')),
    }))
    .filter(
      mount =>
        mount.path !== '' &&
        (path === mount.path || path.startsWith(`${mount.path}/`)),
    )
    .sort((a, b) => b.path.length - a.path.length);
  const [mount] = mounts;
  const volume = itemsOf(at(podSpec, 'volumes')).find(
    item => at(item, 'name') === mount?.name,
  );
  if (!mount || volume === undefined) {
    return null;
  }
  const image = textOf(at(volume, 'image', 'reference'));
  if (image !== null) {
    return ociSource(image);
  }
  const claim = textOf(at(volume, 'persistentVolumeClaim', 'claimName'));
  if (claim === null) {
    return null;
  }
  const inside = [mount.subPath ?? '', path.slice(mount.path.length)]
    .join('/')
    .split('/')
    .filter(part => part !== '')
    .join('/');
  return {
    id: lastNamedPart(inside),
    uri: `pvc://${claim}${inside === '' ? '' : `/${inside}`}`,
    revision: null,
    pinned: null,
  };
}

/**
 * Reads what an engine was told as its model: a hub id, a URI, or a path in the container, which is followed to the volume it
 * lies on. `revision` is the one of a separate flag.
 */
export function readModelSource(
  written: string,
  revision: string | null,
  container: unknown,
  podSpec: unknown,
): ModelSource {
  const text = redactText(written);
  if (text.includes('://')) {
    return readSourceUri(text, revision);
  }
  const path = text.startsWith('/') || text.startsWith('.');
  if (!path) {
    const [id = '', at1 = null] = text.split('@', 2);
    return hubSource(id, at1 ?? revision);
  }
  return (
    cachedHubSource(text) ??
    mountedSource(text.replace(/\/+$/, ''), container, podSpec) ?? {
      id: lastNamedPart(text),
      uri: null,
      revision,
      pinned: null,
    }
  );
}
