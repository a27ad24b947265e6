import type { LoggerService } from '@backstage/backend-plugin-api';
import type { InventoryStore } from '../record';
import type { ServerJoiner } from './ServerJoiner';
import { rejoinServers } from './rejoinServers';

/**
 * Makes the scheduled task that reads the catalog and, when it changed, joins the recorded servers anew. Runs on every
 * replica, since each keeps its own index; what they write converges. The first run always joins, because rules may have
 * changed while no replica ran. A run that failed half-way is made up for by the next.
 */
export function createRefreshCatalog(options: {
  index: { refresh(): Promise<boolean> };
  inventory: Pick<InventoryStore, 'listOwnership' | 'updateJoins'>;
  joiner: ServerJoiner;
  logger: LoggerService;
}): (signal: AbortSignal) => Promise<void> {
  let joinedVersion: number | null = null;
  return async signal => {
    await options.index.refresh();
    const { version } = options.joiner;
    if (version === joinedVersion) {
      return;
    }
    const changed = await rejoinServers({ ...options, signal });
    if (signal.aborted) {
      return;
    }
    joinedVersion = version;
    if (changed > 0) {
      options.logger.info(
        `Owner or catalog entity changed for ${changed} model servers.`,
      );
    }
  };
}
