import type { PermissionsService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  inferenceDataSourceReadPermission,
  type DataSource,
} from '@inference-portal/plugin-inference-common';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { DataSourceStore } from '../record';
import type { OnBehalfOf } from './AuthorizedInventory';

/** The data sources, for callers that may read them. */
export class AuthorizedDataSources {
  readonly #dataSources: DataSourceStore;
  readonly #permissions: PermissionsService;

  constructor(options: {
    dataSources: DataSourceStore;
    permissions: PermissionsService;
  }) {
    this.#dataSources = options.dataSources;
    this.#permissions = options.permissions;
  }

  /** Throws `NotAllowedError` when the caller may not read data sources. */
  async list({ credentials }: OnBehalfOf): Promise<DataSource[]> {
    const [decision] = await this.#permissions.authorize(
      [{ permission: inferenceDataSourceReadPermission }],
      { credentials },
    );
    if (decision?.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You may not read data sources: ask an administrator for ${inferenceDataSourceReadPermission.name}`,
      );
    }
    return this.#dataSources.list();
  }
}
