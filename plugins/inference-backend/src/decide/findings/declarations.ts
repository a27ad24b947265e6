/** What teams wrote about how a server is meant to be used, as they wrote it. */
export interface UsageDeclarations {
  /** `inference-portal/standby`. */
  readonly standby: string | null;
  /** `inference-portal/schedule`. */
  readonly schedule: string | null;
}

/** The same, read. */
export interface DeclaredUse {
  /** It shall wait. */
  readonly standby: boolean;
  /** Five cron fields in UTC, not checked; null when none was declared. */
  readonly schedule: string | null;
}

const YES = /^(true|yes|1)$/i;

/** What the first of several places says that says anything: the workload, then its catalog entity. */
export function readDeclaredUse(
  places: readonly (UsageDeclarations | undefined)[],
): DeclaredUse {
  const first = (name: keyof UsageDeclarations) =>
    places
      .map(place => place?.[name]?.trim() ?? '')
      .find(text => text !== '') ?? null;
  const standby = first('standby');
  return {
    standby: standby !== null && YES.test(standby),
    schedule: first('schedule'),
  };
}
