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

/** A source whose address is known. */
export type SourceAddress = ModelSource & { readonly uri: string };

const COMMIT = /^[0-9a-f]{40}$/i;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
/** Names of folders that hold models and name none. */
const GENERIC_FOLDER =
  /^(?:|mnt|models?|model-?(?:store|cache|repository|repo|dir)|weights|data|cache|pvc-mount|v?\d+|latest|snapshots|hub|workspace|opt|home|engines?)$/i;

/** The last part of a path that names something; null when all of it is generic. */
export function lastNamedPart(path: string): string | null {
  return (
    path
      .split('/')
      .filter(part => !GENERIC_FOLDER.test(part))
      .at(-1) ?? null
  );
}

/** A model of the Hugging Face Hub; pinned by a full commit only, as branches and tags move. */
export function hubSource(id: string, written: string | null): SourceAddress {
  const revision =
    written !== null && COMMIT.test(written) ? written.toLowerCase() : written;
  return {
    id,
    uri: `hf://${id}${revision === null ? '' : `@${revision}`}`,
    revision,
    pinned: revision !== null && COMMIT.test(revision),
  };
}

/** A model in an OCI registry, by the reference of its image or artifact; pinned by a digest. */
export function ociSource(reference: string): SourceAddress {
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

/** A path of the Hub's cache: `…/models--org--name/snapshots/<commit>`; null when it is none. */
export function cachedHubSource(path: string): SourceAddress | null {
  const match =
    /models--([^/]+?)--([^/]+)(?:\/snapshots\/([0-9a-f]{40}))?/.exec(path);
  return match ? hubSource(`${match[1]}/${match[2]}`, match[3] ?? null) : null;
}

/** Scheme, in lower case, and what follows `://`; both empty without a scheme. */
export function splitScheme(uri: string): { scheme: string; rest: string } {
  const [, scheme = '', rest = ''] =
    /^([A-Za-z][\w+.-]*):\/\/(.*)$/s.exec(uri) ?? [];
  return { scheme: scheme.toLowerCase(), rest };
}

/** Reads a source with a scheme, as KServe and others write it. `revision` is the one of a separate flag. */
export function readSourceUri(
  uri: string,
  revision: string | null,
): SourceAddress {
  const { scheme, rest } = splitScheme(uri);
  switch (scheme) {
    case 'hf': {
      const [id = '', at1 = null] = rest.split('@', 2);
      // KServe writes the revision after a colon.
      const [name = '', tag = null] = id.split(':', 2);
      return hubSource(name.replace(/\/+$/, ''), at1 ?? tag ?? revision);
    }
    case 'oci':
    case 'modelcar':
    case 'docker':
      return ociSource(rest);
    case 'https':
    case 'http': {
      const hub =
        /^huggingface\.co\/([^/?#]+\/[^/?#]+)(?:\/(?:tree|resolve)\/([^/?#]+))?/.exec(
          rest,
        );
      return hub
        ? hubSource(hub[1] ?? '', hub[2] ?? revision)
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
