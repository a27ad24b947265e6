import { createSpecializedApp, FlatRoutes } from '@backstage/core-app-api';
import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  errorApiRef,
} from '@backstage/core-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import {
  MockErrorApi,
  MockPermissionApi,
  TestApiProvider,
  renderInTestApp,
} from '@backstage/test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { PropsWithChildren, ReactElement } from 'react';
import { MemoryRouter, Route } from 'react-router-dom';
import { FakeInferenceApi } from './__fixtures__/FakeInferenceApi';
import {
  EntityGroupFindingsCard,
  EntityModelContent,
  EntityModelServerCard,
  EntityModelServerContent,
  EntityModelServersCard,
  EntityModelServersContent,
  EntityRollbackDialog,
  EntityServerFindingsCard,
  InferencePage,
  inferenceApiRef,
  inferencePlugin,
  isAiModel,
  isModelServer,
} from './legacy';
import { rootRouteRef } from './routes';
import { aiModelEntity, modelServerEntity } from './__testUtils__/entities';
import { giveElementsASize } from './__testUtils__/renderPlugin';

// Links to owners and entities need the page of the catalog.
const EntityPage = createPlugin({ id: 'catalog' }).provide(
  createRoutableExtension({
    name: 'EntityPage',
    component: async () => () => <p>entity</p>,
    mountPoint: entityRouteRef,
  }),
);

function renderLegacyApp(path: string) {
  const app = createSpecializedApp({
    apis: [
      createApiFactory({
        api: errorApiRef,
        deps: {},
        factory: () => new MockErrorApi(),
      }),
      createApiFactory({
        api: permissionApiRef,
        deps: {},
        factory: () => new MockPermissionApi(),
      }),
      createApiFactory({
        api: inferenceApiRef,
        deps: {},
        factory: () => new FakeInferenceApi(),
      }),
    ],
    plugins: [inferencePlugin],
    icons: {} as Parameters<typeof createSpecializedApp>[0]['icons'],
    themes: [
      {
        id: 'light',
        title: 'Light',
        variant: 'light',
        Provider: ({ children }) => <>{children}</>,
      },
    ],
    components: {
      NotFoundErrorPage: () => <p>not found</p>,
      BootErrorPage: ({ error }) => <p>{error.message}</p>,
      Progress: () => <p>loading code</p>,
      Router: ({ children }: PropsWithChildren<{}>) => (
        <MemoryRouter initialEntries={[path]}>{children}</MemoryRouter>
      ),
      ErrorBoundaryFallback: ({ error }) => <p>{error.message}</p>,
    },
    configLoader: async () => [],
  });
  const Router = app.getRouter();
  const Root = app.createRoot(
    <Router>
      <FlatRoutes>
        <Route path="/inference" element={<InferencePage />} />
        <Route
          path="/catalog/:namespace/:kind/:name"
          element={<EntityPage />}
        />
      </FlatRoutes>
    </Router>,
  );
  return render(<Root />);
}

function renderOnEntity(entity: Entity, element: ReactElement) {
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [inferenceApiRef, new FakeInferenceApi()],
        [permissionApiRef, new MockPermissionApi()],
      ]}
    >
      <EntityProvider entity={entity}>{element}</EntityProvider>
    </TestApiProvider>,
    {
      mountedRoutes: {
        '/inference': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
}

describe('the plugin in an app of the old frontend system', () => {
  beforeEach(giveElementsASize);
  afterEach(() => jest.restoreAllMocks());

  it('opens the overview and moves between its pages', async () => {
    renderLegacyApp('/inference');
    expect(
      await screen.findByText('5 of 41 model servers need attention.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { level: 1, name: 'Inference' }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'Servers' }));
    expect(await screen.findByText('41 servers')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'Models' }));
    expect(
      await screen.findByText('5 models · 2 in production'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'Costs' }));
    expect(await screen.findByText('Old prices')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'Findings' }));
    expect(
      await screen.findByRole('link', { name: 'legacy-chat' }),
    ).toHaveAttribute('href', '/inference/findings/f-legacy-chat');
    await userEvent.click(screen.getByRole('tab', { name: 'Data sources' }));
    expect(
      await screen.findByText('3 of 5 data sources have a problem.'),
    ).toBeInTheDocument();
  });

  it('opens a server of the table by its link', async () => {
    renderLegacyApp('/inference/servers?q=fraud-8');
    await userEvent.click(
      await screen.findByRole('link', {
        name: 'llama-3-3-70b-instruct-fraud-8',
      }),
    );
    expect(
      await screen.findByText(/^Waiting for a node to serve/),
    ).toBeInTheDocument();
  });

  it('shows its server on a model-server Component', async () => {
    await renderOnEntity(modelServerEntity, <EntityModelServerContent />);
    expect(
      await screen.findByText(/^Serving Qwen\/Qwen3-32B/),
    ).toBeInTheDocument();
  });

  it('lists the servers of an ai-model Resource with links to them', async () => {
    await renderOnEntity(aiModelEntity, <EntityModelServersContent />);
    expect(
      await screen.findByRole('link', { name: 'support-chat' }),
    ).toHaveAttribute('href', '/inference/servers/c3f1a2');
  });

  it('shows versions and production of an ai-model Resource', async () => {
    await renderOnEntity(aiModelEntity, <EntityModelContent />);
    expect(
      await screen.findByText(/^2026-10-04 has been in production/),
    ).toBeInTheDocument();
  });

  it('sums up servers in cards', async () => {
    await renderOnEntity(
      aiModelEntity,
      <>
        <EntityModelServersCard />
        <EntityModelServerCard />
      </>,
    );
    expect(
      await screen.findByText('1 server runs this model on 4 GPUs.'),
    ).toBeInTheDocument();
    expect(screen.getByText('Where it runs')).toBeInTheDocument();
    expect(screen.getByText('Model server')).toBeInTheDocument();
  });

  it('tells what was found in cards', async () => {
    await renderOnEntity(
      modelServerEntity,
      <>
        <EntityServerFindingsCard />
        <EntityGroupFindingsCard />
      </>,
    );
    expect(
      await screen.findByRole('link', {
        name: 'Nobody has used it for 23 days, after daily use.',
      }),
    ).toHaveAttribute('href', '/inference/findings/f-legacy-chat');
    expect(screen.getByText('Unused GPUs')).toBeInTheDocument();
  });

  it('tells entities apart', () => {
    expect(isModelServer(modelServerEntity)).toBe(true);
    expect(isModelServer(aiModelEntity)).toBe(false);
    expect(isAiModel(aiModelEntity)).toBe(true);
  });

  it('offers the plan to roll back for the context menu of an entity', async () => {
    const onClose = jest.fn();
    renderOnEntity(
      modelServerEntity,
      <EntityRollbackDialog entity={modelServerEntity} onClose={onClose} />,
    );
    expect(
      await screen.findByRole('button', {
        name: 'Roll back support-chat to its last good revision',
      }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(onClose).toHaveBeenCalled();
  });
});
