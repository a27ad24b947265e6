import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { AuthorizedInventory } from '../permissions';
import { findServerId } from './findServerId';

/** Registers `get-model-server`. */
export function createGetModelServerAction({
  actionsRegistry,
  servers,
}: {
  actionsRegistry: ActionsRegistryService;
  servers: Pick<AuthorizedInventory, 'listServers' | 'getServer'>;
}): void {
  actionsRegistry.register({
    name: 'get-model-server',
    title: 'Get a model server',
    description: `
Describes one running deployment of an AI model: its owner, model and version, serving engine, GPUs, replicas and health. Name it by \`id\`,
or by \`name\` (with \`namespace\` and \`cluster\` where several have the same name).
    `,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          id: z.string().optional().describe('Id of the server'),
          name: z.string().optional().describe('Name of its workload'),
          namespace: z.string().optional(),
          cluster: z.string().optional(),
        }),
      output: z =>
        z.object({
          id: z.string(),
          name: z.string(),
          namespace: z.string(),
          cluster: z.string(),
          kind: z.string(),
          entityRef: z.string().nullable(),
          owner: z.string().nullable(),
          ownerReason: z.string(),
          model: z.string().nullable(),
          modelVersion: z.string().nullable(),
          runtime: z.string(),
          runtimeVersion: z.string().nullable(),
          image: z.string().nullable(),
          state: z.string(),
          stateReason: z.string().nullable(),
          stateSince: z.string().nullable(),
          replicasReady: z.number().nullable(),
          replicasDesired: z.number().nullable(),
          gpusHeld: z.number().nullable(),
          gpuProduct: z.string().nullable(),
          changedAt: z.string().nullable(),
          path: z.string().describe('Page in the portal'),
        }),
    },
    examples: [
      {
        title: 'By name',
        input: { name: 'support-chat', namespace: 'support' },
      },
    ],
    action: async ({ input, credentials }) => {
      const id =
        input.id ?? (await findServerId(servers, input, { credentials }));
      const server = await servers.getServer(id, { credentials });
      const { registration, replicas, gpus } = server;
      return {
        output: {
          id: server.id,
          name: server.name,
          namespace: server.namespace,
          cluster: server.cluster,
          kind: server.kind,
          entityRef: server.entityRef,
          owner: server.owner.ref,
          ownerReason: server.owner.reason,
          model: registration
            ? `${registration.namespace}/${registration.name}`
            : server.model.id,
          modelVersion: registration?.version ?? server.model.version,
          runtime: server.runtime.name,
          runtimeVersion: server.runtime.version,
          image: server.image.reference,
          state: server.state,
          stateReason: server.stateReason,
          stateSince: server.stateSince,
          replicasReady: replicas.ready,
          replicasDesired: replicas.desired,
          gpusHeld: gpus.held,
          gpuProduct: gpus.product,
          changedAt: server.changedAt,
          path: `/inference/servers/${encodeURIComponent(server.id)}`,
        },
      };
    },
  });
}
