import { TestApiProvider, renderInTestApp } from '@backstage/test-utils';
import { identityApiRef } from '@backstage/core-plugin-api';
import { screen } from '@testing-library/react';
import { inferenceApiRef } from '.';
import { FakeInferenceApi } from './__fixtures__/FakeInferenceApi';
import { emptyCostReport } from './__fixtures__/costs/report';
import { HomePageMyGpus } from './legacy';
import { rootRouteRef } from './routes';
import {
  aiModelEntity,
  groupEntity,
  modelServerEntity,
} from './__testUtils__/entities';
import { renderOnEntity } from './__testUtils__/renderOnEntity';
import { giveElementsASize } from './__testUtils__/renderPlugin';

const asked = (api: FakeInferenceApi) =>
  api.asked.find(({ call }) => call === 'getCosts')?.query;

describe('costs on the pages of catalog entities', () => {
  beforeEach(giveElementsASize);
  afterEach(() => jest.restoreAllMocks());

  it('are those of the model, by version, with its budget', async () => {
    const api = new FakeInferenceApi();
    renderOnEntity(aiModelEntity, 'entity-content:inference/model-costs', api);
    expect(await screen.findByText('Old prices')).toBeInTheDocument();
    expect(asked(api)).toMatchObject({
      model: ['default/qwen3-32b'],
      groupBy: 'version',
    });
    expect(
      await screen.findByRole('listitem', {
        name: 'Budget of default/qwen3-32b',
      }),
    ).toBeInTheDocument();
  });

  it('are those of the server, by pod', async () => {
    const api = new FakeInferenceApi();
    renderOnEntity(
      modelServerEntity,
      'entity-content:inference/model-server-costs',
      api,
    );
    expect(await screen.findByText('Old prices')).toBeInTheDocument();
    expect(asked(api)).toMatchObject({ server: ['c3f1a2'], groupBy: 'pod' });
  });

  it('are never those of the fleet when no server belongs to the entity', async () => {
    const api = new FakeInferenceApi();
    api.servers = [];
    renderOnEntity(
      modelServerEntity,
      'entity-content:inference/model-server-costs',
      api,
    );
    expect(
      await screen.findByText('No model server belongs to this entity'),
    ).toBeInTheDocument();
    expect(asked(api)).toBeUndefined();
  });

  it('are those of the group with all groups below it', async () => {
    const api = new FakeInferenceApi();
    renderOnEntity(groupEntity, 'entity-content:inference/group-costs', api);
    expect(await screen.findByText('Old prices')).toBeInTheDocument();
    expect(asked(api)).toMatchObject({
      owner: ['group:default/support'],
      groupBy: 'model',
      rollUp: 1,
    });
  });
});

describe('the card of the home page', () => {
  const identity = (ownershipEntityRefs: string[]) => ({
    getBackstageIdentity: async () => ({
      type: 'user' as const,
      userEntityRef: 'user:default/alice',
      ownershipEntityRefs,
    }),
    getProfileInfo: async () => ({}),
    getCredentials: async () => ({}),
    signOut: async () => {},
  });

  function renderCard(api: FakeInferenceApi, refs: string[]) {
    return renderInTestApp(
      <TestApiProvider
        apis={[
          [inferenceApiRef, api],
          [identityApiRef, identity(refs)],
        ]}
      >
        <HomePageMyGpus />
      </TestApiProvider>,
      { mountedRoutes: { '/inference': rootRouteRef } },
    );
  }

  it('tells what the GPUs of my groups cost this month', async () => {
    const api = new FakeInferenceApi();
    await renderCard(api, ['user:default/alice', 'group:default/support']);
    expect(
      await screen.findByText(/this month so far for support, 5,\d+/),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Show my costs' })).toHaveAttribute(
      'href',
      '/inference/costs?owner=group%3Adefault%2Fsupport&owner=user%3Adefault%2Falice',
    );
    expect(asked(api)).toMatchObject({
      owner: ['group:default/support', 'user:default/alice'],
      groupBy: 'model',
    });
  });

  it('says so when my groups held no GPU', async () => {
    const api = new FakeInferenceApi();
    api.report = emptyCostReport();
    await renderCard(api, ['group:default/docs']);
    expect(
      await screen.findByText('docs held no GPU this month.'),
    ).toBeInTheDocument();
  });

  it('never shows the fleet to somebody who owns nothing', async () => {
    const api = new FakeInferenceApi();
    await renderCard(api, []);
    expect(await screen.findByText(/^You own nothing/)).toBeInTheDocument();
    expect(asked(api)).toBeUndefined();
  });
});
