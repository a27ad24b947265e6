/** First part of the keys under which lists of remediations are cached. */
export const REMEDIATIONS = 'remediations';
/** First part of the keys under which lists of rollbacks are cached. */
export const ROLLBACKS = 'rollbacks';
/** First part of the keys under which single rollbacks are cached. */
export const ROLLBACK = 'rollback';
/** First part of the keys under which judgements of releases are cached. */
export const RELEASES = 'releases';

/** What is old once a server was changed. */
export const STALE_AFTER_CHANGE = [
  REMEDIATIONS,
  ROLLBACKS,
  ROLLBACK,
  RELEASES,
  'server',
  'servers',
  'revisions',
  'findings',
  'finding',
] as const;
