import type { ClusterPatcher } from '../../observe/clusters/connection/ClusterConnection';

/**
 * The same cluster, which is asked for every path once until something is written or refused. For one look that ends within seconds:
 * writes hold for the version of the object that was read, so that an old answer can fail a write and never overwrite anything.
 */
export function rememberReads(cluster: ClusterPatcher): ClusterPatcher {
  const known = new Map<string, Promise<unknown>>();
  return {
    get: (path, settings) => {
      const before = known.get(path);
      if (before) {
        return before;
      }
      const answer = cluster.get(path, settings);
      known.set(path, answer);
      answer.catch(() => {
        if (known.get(path) === answer) {
          known.delete(path);
        }
      });
      return answer;
    },
    patch: async (path, mergePatch, settings) => {
      let isUnchanged = false;
      try {
        const answer = await cluster.patch(path, mergePatch, settings);
        isUnchanged = /[?&]dryRun=All(&|$)/.test(path);
        return answer;
      } finally {
        // After a refusal the object may be another one; after a dry run that was taken it is the same.
        if (!isUnchanged) {
          known.clear();
        }
      }
    },
  };
}
