import { parseInstant } from '../../format/instant';
import { shareOfPasses } from '../FleetReadiness/shareOfPasses';
import { SERVER_STATES } from '../states/serverStates';
import type { ServerRow } from './ServerRow';

/** What a server is ordered by under a column; null stands last. Unknown columns order by name. */
export function sortKey(
  server: ServerRow,
  column: string,
): string | number | null {
  switch (column) {
    case 'owner':
      return server.owner.ref;
    case 'model':
      return server.model.id?.toLowerCase() ?? null;
    case 'runtime':
      return `${server.runtime.name} ${server.runtime.version ?? ''}`;
    case 'gpus':
      return server.gpus.held;
    case 'replicas':
      return server.replicas.ready;
    case 'state':
      return SERVER_STATES.indexOf(server.state);
    case 'place':
      return `${server.cluster}/${server.namespace}`;
    case 'manager':
      return server.manager.name;
    case 'traffic':
      return server.usage?.requests ?? null;
    case 'p95':
      return server.usage?.latencyMs?.p95 ?? null;
    case 'cost':
      return server.perDay?.micros ?? null;
    case 'readiness':
      return server.readiness ? shareOfPasses(server.readiness) : null;
    case 'changed':
      return parseInstant(server.changedAt);
    default:
      return server.name;
  }
}
