import type { AuthService } from '@backstage/backend-plugin-api';
import type {
  Model,
  RegistryApi,
} from '@inference-portal/plugin-inference-common';

const PAGE_SIZE = 200;

/** A token for each request: reading a large registry takes longer than one lasts. */
export async function requestOptions(
  auth: AuthService,
): Promise<{ token: string }> {
  return auth.getPluginRequestToken({
    onBehalfOf: await auth.getOwnServiceCredentials(),
    targetPluginId: 'inference',
  });
}

/** All models, page by page. Rejects when the registry does not answer. */
export async function* readModels(
  registry: Pick<RegistryApi, 'listModels'>,
  auth: AuthService,
): AsyncGenerator<Model> {
  let cursor: string | undefined;
  do {
    const page = await registry.listModels(
      { limit: PAGE_SIZE, cursor },
      await requestOptions(auth),
    );
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}
