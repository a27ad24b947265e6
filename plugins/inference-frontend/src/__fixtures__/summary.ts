import type {
  FleetSummary,
  ModelServer,
} from '@inference-portal/plugin-inference-common';
import {
  SERVER_STATES,
  needsAttention,
} from '../components/states/serverStates';
import { fleet } from './servers';

/** The figures that the backend would give for these servers, all clusters but one read. */
export function fleetSummary(
  servers: readonly ModelServer[] = fleet(),
  overrides: Partial<FleetSummary> = {},
): FleetSummary {
  const byState = new Map<ModelServer['state'], number>();
  const byOwner = new Map<
    string | null,
    { servers: number; gpusHeld: number }
  >();
  for (const server of servers) {
    byState.set(server.state, (byState.get(server.state) ?? 0) + 1);
    const line = byOwner.get(server.owner.ref) ?? { servers: 0, gpusHeld: 0 };
    byOwner.set(server.owner.ref, {
      servers: line.servers + 1,
      gpusHeld: line.gpusHeld + (server.gpus.held ?? 0),
    });
  }
  return {
    servers: servers.length,
    byState: [...byState].map(([state, count]) => ({ state, count })),
    byOwner: [...byOwner].map(([owner, line]) => ({ owner, ...line })),
    gpus: [
      {
        product: 'H100',
        capacity: 64,
        heldByServers: 46,
        heldByOthers: 8,
        free: 10,
      },
      {
        product: 'H200',
        capacity: 32,
        heldByServers: 28,
        heldByOthers: 0,
        free: 4,
      },
      {
        product: 'A100',
        capacity: 40,
        heldByServers: 13.375,
        heldByOthers: 16,
        free: 10.625,
      },
      {
        product: 'L4',
        capacity: 24,
        heldByServers: 12,
        heldByOthers: 2,
        free: 10,
      },
    ],
    coverage: {
      clustersTotal: 3,
      clustersReadable: 2,
      reasons: ['lab: connect ECONNREFUSED lab.example:6443'],
    },
    needsAttention: servers
      .filter(server => needsAttention(server.state))
      .sort(
        (a, b) =>
          SERVER_STATES.indexOf(a.state) - SERVER_STATES.indexOf(b.state),
      ),
    ...overrides,
  };
}
