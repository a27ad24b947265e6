import type { ModelVersion } from '@inference-portal/plugin-inference-common';
import { isRetiredAsGone, type PresenceImport } from './followPresence';

/** Versions of one model that a source is asked about in one import, newest first; each is a request. */
const ASKED = 200;

/** Imported versions, and those of them that the source still has. */
export interface UnlistedVersions {
  readonly versions: readonly ModelVersion[];
  readonly present: ReadonlySet<string>;
}

/**
 * Asks a source about imported versions that it does not list. Those that nothing can be said of, as there are too many, are left out. Null when
 * nothing can be concluded. A source that lists everything it has need not be asked: they are gone.
 */
export async function findUnlisted(
  id: string,
  versions: readonly ModelVersion[],
  options: Pick<PresenceImport, 'source' | 'writer' | 'signal'>,
): Promise<UnlistedVersions | null> {
  const { source, signal } = options;
  if (source.findGone === undefined) {
    return { versions, present: new Set() };
  }
  // What a person retired stays so, wherever it is.
  const asked = versions
    .filter(
      version =>
        version.state === 'active' || isRetiredAsGone(version, options),
    )
    .slice(0, ASKED);
  const gone =
    asked.length === 0
      ? []
      : await source
          .findGone(
            id,
            asked.map(({ version, digest, source: { uri } }) => ({
              version,
              digest,
              source: uri,
            })),
            signal,
          )
          .catch(() => {
            signal.throwIfAborted();
            return null;
          });
  if (gone === null) {
    return null;
  }
  const present = new Set(asked.map(({ version }) => version));
  gone.forEach(version => present.delete(version));
  return { versions: asked, present };
}
