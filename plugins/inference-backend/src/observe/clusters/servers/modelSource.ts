import { at, itemsOf, textOf } from '../adapters/fields';
import { redactText } from './redaction';

/** Where a model's weights come from. */
export interface ModelSource {
  /** Such as `Qwen/Qwen3-32B`; null when the address does not tell. */
  readonly id: string | null;
  /** Such as `hf://Qwen/Qwen3-32B@<sha>`; null when only a path inside the container is known. */
  readonly uri: string | null;
  readonly revision: string | null;
  /** True when the weights behind the address cannot change; null when that is not known. */
  readonly pinned: boolean | null;
}

const COMMIT = /^[0-9a-f]{40}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
/** Names of folders that hold models and name none. */
const GENERIC_FOLDER =
  /^(?:|mnt|models?|model-?(?:store|cache|repository|repo|dir)|weights|data|cache|pvc-mount|v?\d+|latest|snapshots|hub|workspace|opt|home|engines?)$/i;

function lastNamedPart(path: string): string | null {
  return (
    path
      .split('/')
      .filter(part => !GENERIC_FOLDER.test(part))
      .at(-1) ?? null
  );
}

function huggingFace(id: string, revision: string | null): ModelSource {
  return {
    id,
    uri: `hf://${id}${revision === null ? '' : `@${revision}`}`,
    revision,
    pinned: revision !== null && COMMIT.test(revision),
  };
}

function ociImage(reference: string): ModelSource {
  const [name = '', digest = null] = reference.split('@', 2);
  const slash = name.lastIndexOf('/');
  const colon = name.indexOf(':', slash + 1);
  const tag = colon < 0 ? null : name.slice(colon + 1);
  return {
    id: name.slice(slash + 1, colon < 0 ? undefined : colon) || null,
    uri: `oci://${reference}`,
    revision: digest ?? tag,
    pinned: digest !== null && DIGEST.test(digest),
  };
}

/** A path of the Hugging Face cache: `…/models--org--name/snapshots/<commit>`. */
function cachedModel(path: string): ModelSource | null {
  const match =
    /models--([^/]+?)--([^/]+)(?:\/snapshots\/([0-9a-f]{40}))?/.exec(path);
  return match
    ? huggingFace(`${match[1]}/${match[2]}`, match[3] ?? null)
    : null;
}

/** Reads a source with a scheme, as KServe and others write it. */
function readUri(uri: string, revision: string | null): ModelSource {
  const [, scheme = '', rest = ''] =
    /^([A-Za-z][\w+.-]*):\/\/(.*)$/s.exec(uri) ?? [];
  switch (scheme.toLowerCase()) {
    case 'hf': {
      const [id = '', at1 = null] = rest.split('@', 2);
      // KServe writes the revision after a colon.
      const [name = '', tag = null] = id.split(':', 2);
      return huggingFace(name.replace(/\/$/, ''), at1 ?? tag ?? revision);
    }
    case 'oci':
    case 'modelcar':
    case 'docker':
      return ociImage(rest);
    case 'https':
    case 'http': {
      const hub =
        /^huggingface\.co\/([^/?#]+\/[^/?#]+)(?:\/(?:tree|resolve)\/([^/?#]+))?/.exec(
          rest,
        );
      return hub
        ? huggingFace(hub[1] ?? '', hub[2] ?? revision)
        : {
            id: lastNamedPart(rest.replace(/[?#].*$/s, '')),
            uri,
            revision,
            pinned: null,
          };
    }
    default:
      return {
        id: lastNamedPart(rest.replace(/[?#].*$/s, '')),
        uri,
        revision,
        pinned: null,
      };
  }
}

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
    return ociImage(image);
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
    return readUri(text, revision);
  }
  const path = text.startsWith('/') || text.startsWith('.');
  if (!path) {
    const [id = '', at1 = null] = text.split('@', 2);
    return huggingFace(id, at1 ?? revision);
  }
  return (
    cachedModel(text) ??
    mountedSource(text.replace(/\/+$/, ''), container, podSpec) ?? {
      id: lastNamedPart(text),
      uri: null,
      revision,
      pinned: null,
    }
  );
}
