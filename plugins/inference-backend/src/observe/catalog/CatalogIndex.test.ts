import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { CatalogIndex, readCatalogEntity } from './CatalogIndex';

function entity(
  kind: string,
  name: string,
  annotations: Record<string, string>,
  facts: Partial<Entity> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', annotations },
    spec: { type: 'service', owner: 'support' },
    ...facts,
  };
}

const chat = entity('Component', 'support-chat', {
  'inference-portal/server': 'eu-west/support/support-chat',
});

function createIndex(catalog: ReturnType<typeof catalogServiceMock>) {
  const logger = mockServices.logger.mock();
  const index = new CatalogIndex({
    catalog,
    auth: mockServices.auth(),
    logger,
    modelType: 'ai-model',
  });
  return { index, logger };
}

describe('CatalogIndex', () => {
  it('finds what is annotated and Resources of the model type, and leaves the rest of the catalog alone', async () => {
    const catalog = catalogServiceMock({
      entities: [
        chat,
        entity('Component', 'by-id', { 'backstage.io/kubernetes-id': 'x' }),
        entity('Resource', 'by-model', { 'inference-portal/model': 'a/b' }),
        entity('Resource', 'by-type', {}, { spec: { type: 'ai-model' } }),
        entity('Component', 'website', {}),
      ],
    });
    const { index } = createIndex(catalog);
    expect(index.version).toBe(0);
    expect(await index.refresh()).toBe(true);
    expect([...index.view.byRef.keys()]).toEqual([
      'component:default/by-id',
      'component:default/support-chat',
      'resource:default/by-model',
      'resource:default/by-type',
    ]);
    expect(
      index.view.byServer.get('eu-west/support/support-chat'),
    ).toMatchObject([{ ref: 'component:default/support-chat' }]);
  });

  it('tells a change from a second look at the same', async () => {
    const catalog = catalogServiceMock({ entities: [chat] });
    const { index } = createIndex(catalog);
    await index.refresh();
    expect(await index.refresh()).toBe(false);
    expect(index.version).toBe(1);
  });

  it('counts an empty catalog as read', async () => {
    const { index } = createIndex(catalogServiceMock({ entities: [] }));
    expect(await index.refresh()).toBe(true);
    expect(index.version).toBe(1);
  });

  it('keeps the last index while the catalog is away, and says so once', async () => {
    const catalog = catalogServiceMock({ entities: [chat] });
    const { index, logger } = createIndex(catalog);
    await index.refresh();
    const { view } = index;
    const away = jest
      .spyOn(catalog, 'streamEntities')
      .mockImplementation(() => {
        throw new Error('connect ECONNREFUSED');
      });
    expect(await index.refresh()).toBe(false);
    expect(await index.refresh()).toBe(false);
    expect(index.view).toBe(view);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    away.mockRestore();
    await index.refresh();
    expect(logger.info).toHaveBeenCalledTimes(1);
  });
});

describe('readCatalogEntity', () => {
  it('takes owners from relations, and from spec.owner until there are any', () => {
    expect(readCatalogEntity(chat).owners).toEqual(['support']);
    const stitched = {
      ...chat,
      relations: [
        { type: 'ownedBy', targetRef: 'group:default/helpdesk' },
        { type: 'partOf', targetRef: 'system:default/support' },
      ],
    };
    expect(readCatalogEntity(stitched).owners).toEqual([
      'group:default/helpdesk',
    ]);
  });

  it('knows what the portal emitted itself', () => {
    const emitted = entity('Component', 'x', {
      'inference-portal/generated': 'true',
    });
    expect(readCatalogEntity(emitted).generated).toBe(true);
    expect(readCatalogEntity(chat).generated).toBe(false);
  });

  it('knows the exit plan that somebody wrote, and of none otherwise', () => {
    const planned = entity('Component', 'x', {
      'inference-portal/exit-plan': 'runbooks/exit.md',
    });
    expect(readCatalogEntity(planned).exitPlan).toBe('runbooks/exit.md');
    expect(readCatalogEntity(chat)).not.toHaveProperty('exitPlan');
  });

  it('knows the exit plan that a link of the entity leads to', () => {
    const url = 'https://wiki.example.com/support/exit-plan';
    const linked = {
      ...chat,
      metadata: {
        ...chat.metadata,
        links: [{ url: 'https://git.example.com' }, { url, type: 'exit-plan' }],
      },
    };
    expect(readCatalogEntity(linked).exitPlanLink).toBe(url);
    expect(readCatalogEntity(chat)).not.toHaveProperty('exitPlanLink');
  });

  it('takes values of a wrong type as absent', () => {
    const odd = entity('Component', 'x', {}, { spec: { owner: 7, type: ' ' } });
    expect(readCatalogEntity(odd)).toMatchObject({ owners: [], type: null });
  });
});
