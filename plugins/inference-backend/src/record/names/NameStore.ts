/** Tells the names of what costs are grouped by, of things that are long gone, too; ids that nobody knows are left out. */
export interface NameStore {
  /** `<namespace>/<name>` of model servers by id. */
  serverNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Names of nodes by uid. */
  nodeNames(uids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** `<namespace>/<name>` of pods that held GPUs by uid. */
  podNames(uids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
