import { PortalClient } from './PortalClient';

const answering = (status: number, body: object) =>
  new PortalClient({
    discoveryApi: { getBaseUrl: async () => 'http://portal/api/inference' },
    fetchApi: {
      fetch: async () =>
        new Response(JSON.stringify(body), {
          status,
          headers: { 'content-type': 'application/json' },
        }),
    },
  });

describe('PortalClient', () => {
  it('says why the portal refused, which a task shows nothing else of', async () => {
    const client = answering(403, {
      error: {
        name: 'NotAllowedError',
        message: 'Namespace search on eu belongs to group:default/search',
      },
      response: { statusCode: 403 },
    });
    for (const work of [
      client.listDeploymentTargets(),
      client.createGpuPlan({
        model: { id: 'x' },
        engine: { name: 'vllm' },
        gpu: {},
      }),
      client.startRollback(
        { planId: '1', planHash: '2', reason: '3' } as never,
        'key',
      ),
    ]) {
      await expect(work).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: expect.stringContaining(
          'Namespace search on eu belongs to group:default/search',
        ),
        statusCode: 403,
      });
    }
  });

  it('answers what the portal answers', async () => {
    const targets = { items: [], problems: [] };
    expect(await answering(200, targets).listDeploymentTargets()).toEqual(
      targets,
    );
  });
});
