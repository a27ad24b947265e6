import type { VersionSource } from '@inference-portal/plugin-inference-common';
import { findSecret } from '../secrets/findSecret';
import { readSourceUri, splitScheme } from './modelSource';

/** A source that can be registered, or why not: the message follows the name of the field. */
export type ParsedSource =
  | {
      readonly source: VersionSource;
      /** Such as `Qwen/Qwen3-32B`; null when the address does not tell. */
      readonly id: string | null;
    }
  | { readonly problem: string };

const MAX_LENGTH = 1000;
const HUB_ID = /^[A-Za-z0-9][\w.-]*(?:\/[\w.-]+)?$/;
const HUB_REVISION = /^[\w][\w./-]*$/;
const OCI_REFERENCE =
  /^[A-Za-z0-9.-]+(?::\d+)?(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+(?::[\w][\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/;

const KINDS: { readonly [scheme: string]: VersionSource['kind'] } = {
  hf: 'hugging-face',
  s3: 's3',
  s3a: 's3',
  gs: 'gs',
  gcs: 'gs',
  abfs: 'azure',
  abfss: 'azure',
  wasb: 'azure',
  wasbs: 'azure',
  az: 'azure',
  azure: 'azure',
  oci: 'oci',
  pvc: 'pvc',
  http: 'http',
  https: 'http',
  file: 'file',
};

const HINT =
  'use hf://org/name@<commit>, s3://…, gs://…, oci://registry/name@sha256:…, pvc://…, models:/name/1 or https://…';

function parseHub(uri: string): ParsedSource {
  const { id, uri: normal, revision, pinned } = readSourceUri(uri, null);
  if (id === null || !HUB_ID.test(id) || id.includes('..')) {
    return { problem: 'names no model of the hub: use hf://org/name@<commit>' };
  }
  if (revision !== null && !HUB_REVISION.test(revision)) {
    return {
      problem:
        'has a revision that is no commit, tag or branch: use hf://org/name@<commit>',
    };
  }
  return {
    source: {
      uri: normal,
      kind: 'hugging-face',
      pinned: pinned === true,
      revision,
    },
    id,
  };
}

function parseOci(rest: string): ParsedSource {
  if (!OCI_REFERENCE.test(rest)) {
    return {
      problem:
        'is no reference of an OCI artifact: use oci://registry/name@sha256:<64 hex digits>, or oci://registry/name:tag',
    };
  }
  const [name = '', digest] = rest.split('@', 2);
  const slash = name.indexOf('/');
  const host = name.slice(0, slash).toLowerCase();
  const path = name.slice(slash);
  // What a digest names no tag can change, so two spellings are one source.
  const reference =
    digest === undefined
      ? `${host}${path}`
      : `${host}${path.replace(/:[^/]*$/, '')}@${digest}`;
  const { id, uri, revision, pinned } = readSourceUri(
    `oci://${reference}`,
    null,
  );
  return {
    source: { uri, kind: 'oci', pinned: pinned === true, revision },
    id,
  };
}

function withoutSlashes(path: string): string {
  return path.replace(/\/{2,}/g, '/').replace(/\/+$/, '');
}

/** MLflow's own addresses have one slash: `models:/name/1`, `runs:/<id>/path`. */
function parseMlflow(uri: string): ParsedSource {
  const [, scheme = '', path = ''] =
    /^([a-z-]+):\/{1,3}(.*)$/is.exec(uri) ?? [];
  const plain = withoutSlashes(path);
  const [name = ''] = plain.split(/[/@]/);
  const revision =
    scheme.toLowerCase() === 'models'
      ? plain.slice(name.length + 1) || null
      : null;
  return name === ''
    ? { problem: 'names no model of MLflow: use models:/name/1' }
    : {
        source: {
          uri: `${scheme.toLowerCase()}:/${plain}`,
          kind: 'mlflow',
          // What a version of MLflow points to may be written over in its store.
          pinned: false,
          revision,
        },
        id: scheme.toLowerCase() === 'models' ? name : null,
      };
}

/** Versions of single objects, which buckets with versioning keep as they are. */
const OBJECT_VERSION: { readonly [scheme: string]: RegExp } = {
  s3: /\?versionId=([\w.~+/=-]+)$/,
  gs: /#(\d+)$/,
};

function parseAddress(scheme: string, rest: string): ParsedSource {
  const name = { s3a: 's3', gcs: 'gs' }[scheme] ?? scheme;
  const [, before = '', after = ''] = /^([^?#]*)(.*)$/s.exec(rest) ?? [];
  const isLocal = name === 'file';
  const slash = before.indexOf('/');
  const authority = slash < 0 ? before : before.slice(0, slash);
  const path = slash < 0 ? '' : withoutSlashes(before.slice(slash));
  if ((authority === '' && !isLocal) || (isLocal && path === '')) {
    return { problem: `names no place after ${scheme}://: ${HINT}` };
  }
  const isPublicHost = name === 'https' || name === 'http';
  const uri = `${name}://${
    isPublicHost ? authority.toLowerCase() : authority
  }${path}${after}`;
  const revision =
    OBJECT_VERSION[name]?.exec(after)?.[1] ??
    /@([0-9a-f]{40})$/.exec(before)?.[1] ??
    null;
  const read = readSourceUri(uri, revision);
  const isBlob = /\.(?:blob|dfs)\.core\.windows\.net$/i.test(authority);
  return {
    source: {
      uri,
      kind: isPublicHost && isBlob ? 'azure' : KINDS[name] ?? 'other',
      pinned: revision !== null,
      revision,
    },
    id: read.id,
  };
}

/**
 * Reads the source of a version: its kind, normal form and revision, and whether the bytes behind it can change. Pinned are commits of
 * the hub, digests, and versions of single objects; tags, branches and paths are not. Secrets are refused, and never repeated.
 */
export function parseModelSource(written: string): ParsedSource {
  const uri = written.trim();
  if (uri.length > MAX_LENGTH) {
    return { problem: `is longer than ${MAX_LENGTH} characters` };
  }
  if (/[\s\p{Cc}]/u.test(uri)) {
    return { problem: `has white space or control characters in it: ${HINT}` };
  }
  const secret = findSecret(uri);
  if (secret !== null) {
    return {
      problem: `${secret}: everybody who reads the registry would have it. Take it out; who pulls the model brings credentials of their own`,
    };
  }
  if (/^(?:models|runs|mlflow-artifacts):\//i.test(uri)) {
    return parseMlflow(uri);
  }
  const { scheme, rest } = splitScheme(uri);
  if (scheme === '') {
    return { problem: `has no scheme: ${HINT}` };
  }
  if (scheme === 'hf') {
    return parseHub(uri);
  }
  if (scheme === 'oci' || scheme === 'docker' || scheme === 'modelcar') {
    return parseOci(rest);
  }
  if (
    /^https?$/.test(scheme) &&
    /^huggingface\.co\/(?!datasets\/|spaces\/)[^/]+\/[^/]/i.test(rest)
  ) {
    return parseHub(
      `https://${rest.replace(/^huggingface\.co/i, 'huggingface.co')}`,
    );
  }
  return parseAddress(scheme, rest);
}
