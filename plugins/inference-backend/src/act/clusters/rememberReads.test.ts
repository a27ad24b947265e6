import { ClusterRequestError } from '../../observe/clusters/connection/ClusterRequestError';
import { FakeObjects } from './__testUtils__/FakeObjects';
import { ClusterWriter } from './ClusterWriter';

const PATH = '/apis/apps/v1/namespaces/support/deployments/chat';
const REF = {
  group: 'apps',
  version: 'v1',
  plural: 'deployments',
  kind: 'Deployment',
  namespace: 'support',
  name: 'chat',
};

function start() {
  const objects = new FakeObjects();
  objects.put(PATH, { metadata: { name: 'chat' }, spec: { replicas: 1 } });
  const get = jest.spyOn(objects, 'get');
  const writer = new ClusterWriter({
    cluster: objects,
    signal: new AbortController().signal,
  }).remembering();
  const read = async () => {
    const found = await writer.find(REF);
    if (found === null) {
      throw new Error('there is no such object');
    }
    return found;
  };
  return { get, objects, read, writer };
}

describe('a writer that remembers', () => {
  it('asks once for what it reads twice, also after a dry run', async () => {
    const { get, read, writer } = start();
    const first = await read();
    await writer.dryRun(REF, first, { spec: { replicas: 2 } });
    expect(await read()).toEqual(first);
    expect(get).toHaveBeenCalledTimes(1);
  });

  it('reads anew after it wrote', async () => {
    const { read, writer } = start();
    await writer.patch(REF, await read(), { spec: { replicas: 2 } });
    expect(await read()).toMatchObject({ object: { spec: { replicas: 2 } } });
  });

  it('reads anew after it lost a race, also in a dry run, and overwrites nothing', async () => {
    const { objects, read, writer } = start();
    const old = await read();
    objects.change(PATH, { spec: { replicas: 7 } });
    await expect(
      writer.dryRun(REF, old, { spec: { replicas: 2 } }),
    ).rejects.toMatchObject({ kind: 'conflict' });
    expect(await read()).toMatchObject({ object: { spec: { replicas: 7 } } });
    expect(objects.writes).toBe(0);
  });

  it('asks again after a failure', async () => {
    const { objects, read, writer } = start();
    objects.fail('unreachable', 'get');
    await expect(writer.find(REF)).rejects.toBeInstanceOf(ClusterRequestError);
    objects.fail(null);
    await expect(read()).resolves.toMatchObject({ object: expect.anything() });
  });
});
