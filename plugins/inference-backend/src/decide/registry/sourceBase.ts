import type { VersionSource } from '@inference-portal/plugin-inference-common';

/**
 * What a source is a revision of: the URI without commit, tag or digest, in lower case, as hubs take names without case. Equal for all
 * revisions of one model.
 */
export function sourceBase(
  source: Pick<VersionSource, 'uri' | 'revision'>,
): string {
  const { uri, revision } = source;
  const base =
    revision !== null && /[@:/]$/.test(uri.slice(0, -revision.length))
      ? endsWithRevision(uri, revision)
      : uri;
  return base.toLowerCase();
}

function endsWithRevision(uri: string, revision: string): string {
  const base = uri.endsWith(revision)
    ? uri.slice(0, -revision.length - 1)
    : uri;
  // `models:/name/1` and `hf://org/name@sha` have a name in front of the revision, `hf://main` has not.
  return /^[a-z][a-z0-9+.-]*:\/{1,2}[^/]/i.test(base) ? base : uri;
}
