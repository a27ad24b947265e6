const COMMIT = /^[0-9a-f]{40,64}$/;

/** The first twelve digits of a commit; tags and branches as they are. */
export function shortRevision(revision: string): string {
  return COMMIT.test(revision) ? revision.slice(0, 12) : revision;
}
