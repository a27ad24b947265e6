import type { TroubleTimes } from '../../decide/findings/followTrouble';

/** Since when a server is in trouble. */
export interface ServerTrouble extends TroubleTimes {
  readonly serverId: string;
}

/** Remembers since when servers are in trouble; the cluster itself begins anew with every pod. */
export interface TroubleStore {
  readAll(): Promise<ReadonlyMap<string, ServerTrouble>>;
  /** Replaces what is remembered: servers that are left out are forgotten. */
  replaceAll(troubles: readonly ServerTrouble[]): Promise<void>;
}
