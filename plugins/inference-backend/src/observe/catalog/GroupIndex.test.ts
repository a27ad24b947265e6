import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { GroupIndex } from './GroupIndex';

function groupEntity(name: string, facts: Partial<Entity> = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', children: [] },
    ...facts,
  };
}

function createIndex(catalog: ReturnType<typeof catalogServiceMock>) {
  const logger = mockServices.logger.mock();
  const index = new GroupIndex({ catalog, auth: mockServices.auth(), logger });
  return { index, logger };
}

describe('GroupIndex', () => {
  it('knows the hierarchy by relations, and by what is written while there are none', async () => {
    const { index } = createIndex(
      catalogServiceMock({
        entities: [
          groupEntity('engineering', {
            spec: { type: 'team', profile: { displayName: 'Engineering' } },
          }),
          groupEntity('ml', {
            spec: { type: 'team', parent: 'engineering', children: [] },
          }),
          groupEntity('search', {
            relations: [{ type: 'childOf', targetRef: 'group:default/ml' }],
          }),
        ],
      }),
    );
    await index.refresh();
    expect(index.tree.pathOf('group:default/search')).toEqual([
      'group:default/engineering',
      'group:default/ml',
      'group:default/search',
    ]);
    expect(index.tree.titleOf('group:default/engineering')).toBe('Engineering');
  });

  it('keeps the last tree while the catalog cannot be read, and warns once', async () => {
    const catalog = catalogServiceMock.mock();
    const { index, logger } = createIndex(catalog);
    catalog.streamEntities.mockImplementationOnce(async function* pages() {
      yield [groupEntity('ml'), groupEntity('search')];
    });
    await index.refresh();
    catalog.streamEntities.mockImplementation(() => {
      throw new Error('connection refused');
    });
    await index.refresh();
    await index.refresh();
    expect(index.tree.pathOf('group:default/ml')).toEqual(['group:default/ml']);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('connection refused'),
    );
  });
});
