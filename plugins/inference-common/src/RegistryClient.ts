import {
  HttpClient,
  path,
  queryString,
  type RequestOptions,
} from './HttpClient';
import type { PageQuery } from './api';
import type { RegistryApi } from './RegistryApi';
import type {
  AliasDecision,
  AliasTarget,
  EvaluationMetric,
  LineageLink,
  LineageQuery,
  ListModelsQuery,
  ListModelVersionsQuery,
  ListRegistryImportsQuery,
  ModelChange,
  ModelLineageQuery,
  ModelRef,
  NewModel,
  NewModelVersion,
  NewRegistryImport,
  Retirement,
  SearchModelVersionsQuery,
  ServerRegistration,
} from './registry';

/** Client of the model registry. */
export class RegistryClient extends HttpClient implements RegistryApi {
  listModels(
    query: ListModelsQuery = {},
    options?: RequestOptions,
  ): ReturnType<RegistryApi['listModels']> {
    return this.get(`/models${queryString(query)}`, options);
  }

  getModel(
    { namespace, name }: ModelRef,
    options?: RequestOptions,
  ): ReturnType<RegistryApi['getModel']> {
    return this.get(path`/models/${namespace}/${name}`, options);
  }

  createModel(
    model: NewModel,
    options?: RequestOptions,
  ): ReturnType<RegistryApi['createModel']> {
    return this.send('POST', '/models', model, options);
  }

  updateModel(
    { namespace, name }: ModelRef,
    change: ModelChange,
    options?: RequestOptions,
  ): ReturnType<RegistryApi['updateModel']> {
    return this.send(
      'PATCH',
      path`/models/${namespace}/${name}`,
      change,
      options,
    );
  }

  listModelVersions(
    { namespace, name }: ModelRef,
    query: ListModelVersionsQuery = {},
    options?: RequestOptions,
  ): ReturnType<RegistryApi['listModelVersions']> {
    return this.get(
      path`/models/${namespace}/${name}/versions` + queryString(query),
      options,
    );
  }

  searchModelVersions(
    query: SearchModelVersionsQuery = {},
    options?: RequestOptions,
  ): ReturnType<RegistryApi['searchModelVersions']> {
    return this.get(`/model-versions${queryString(query)}`, options);
  }

  getModelVersion(
    { namespace, name }: ModelRef,
    version: string,
    options?: RequestOptions,
  ): ReturnType<RegistryApi['getModelVersion']> {
    return this.get(
      path`/models/${namespace}/${name}/versions/${version}`,
      options,
    );
  }

  registerModelVersion(
    { namespace, name }: ModelRef,
    version: NewModelVersion,
    options?: RequestOptions,
  ): ReturnType<RegistryApi['registerModelVersion']> {
    return this.send(
      'POST',
      path`/models/${namespace}/${name}/versions`,
      version,
      options,
    );
  }

  retireModelVersion(
    { namespace, name }: ModelRef,
    version: string,
    retirement: Retirement,
    options?: RequestOptions,
  ): ReturnType<RegistryApi['retireModelVersion']> {
    return this.send(
      'PUT',
      path`/models/${namespace}/${name}/versions/${version}/retirement`,
      retirement,
      options,
    );
  }

  addVersionMetrics(
    { namespace, name }: ModelRef,
    version: string,
    metrics: EvaluationMetric[],
    options?: RequestOptions,
  ): ReturnType<RegistryApi['addVersionMetrics']> {
    return this.send(
      'POST',
      path`/models/${namespace}/${name}/versions/${version}/metrics`,
      { metrics },
      options,
    );
  }

  addVersionLineage(
    { namespace, name }: ModelRef,
    version: string,
    lineage: LineageLink[],
    options?: RequestOptions,
  ): ReturnType<RegistryApi['addVersionLineage']> {
    return this.send(
      'POST',
      path`/models/${namespace}/${name}/versions/${version}/lineage`,
      { lineage },
      options,
    );
  }

  moveAlias(
    { namespace, name }: ModelRef,
    alias: string,
    target: AliasTarget,
    options?: RequestOptions,
  ): ReturnType<RegistryApi['moveAlias']> {
    return this.send(
      'PUT',
      path`/models/${namespace}/${name}/aliases/${alias}`,
      target,
      options,
    );
  }

  listAliasHistory(
    { namespace, name }: ModelRef,
    alias: string,
    query: PageQuery = {},
    options?: RequestOptions,
  ): ReturnType<RegistryApi['listAliasHistory']> {
    return this.get(
      path`/models/${namespace}/${name}/aliases/${alias}/history` +
        queryString(query),
      options,
    );
  }

  decideAliasRequest(
    { namespace, name }: ModelRef,
    requestId: string,
    decision: AliasDecision,
    options?: RequestOptions,
  ): ReturnType<RegistryApi['decideAliasRequest']> {
    return this.send(
      'PUT',
      path`/models/${namespace}/${name}/alias-requests/${requestId}`,
      decision,
      options,
    );
  }

  getModelLineage(
    { namespace, name }: ModelRef,
    query: ModelLineageQuery = {},
    options?: RequestOptions,
  ): ReturnType<RegistryApi['getModelLineage']> {
    return this.get(
      path`/models/${namespace}/${name}/lineage` + queryString(query),
      options,
    );
  }

  getLineage(
    query: LineageQuery,
    options?: RequestOptions,
  ): ReturnType<RegistryApi['getLineage']> {
    return this.get(`/lineage${queryString(query)}`, options);
  }

  compareModelVersions(
    { namespace, name }: ModelRef,
    versions: { a: string; b: string },
    options?: RequestOptions,
  ): ReturnType<RegistryApi['compareModelVersions']> {
    return this.get(
      path`/models/${namespace}/${name}/compare` + queryString(versions),
      options,
    );
  }

  listServersOfModel(
    { namespace, name }: ModelRef,
    query: { version?: string } = {},
    options?: RequestOptions,
  ): ReturnType<RegistryApi['listServersOfModel']> {
    return this.get(
      path`/models/${namespace}/${name}/servers` + queryString(query),
      options,
    );
  }

  proposeRegistration(
    serverId: string,
    options?: RequestOptions,
  ): ReturnType<RegistryApi['proposeRegistration']> {
    return this.get(path`/model-servers/${serverId}/registration`, options);
  }

  registerFromServer(
    serverId: string,
    registration: ServerRegistration,
    options?: RequestOptions,
  ): ReturnType<RegistryApi['registerFromServer']> {
    return this.send(
      'POST',
      path`/model-servers/${serverId}/registration`,
      registration,
      options,
    );
  }

  startRegistryImport(
    wanted: NewRegistryImport,
    options?: RequestOptions,
  ): ReturnType<RegistryApi['startRegistryImport']> {
    return this.send('POST', '/registry-imports', wanted, options);
  }

  listRegistryImports(
    query: ListRegistryImportsQuery = {},
    options?: RequestOptions,
  ): ReturnType<RegistryApi['listRegistryImports']> {
    return this.get(`/registry-imports${queryString(query)}`, options);
  }

  getRegistryImport(
    id: string,
    options?: RequestOptions,
  ): ReturnType<RegistryApi['getRegistryImport']> {
    return this.get(path`/registry-imports/${id}`, options);
  }

  listRegistryConflicts(
    query: { model?: string } = {},
    options?: RequestOptions,
  ): ReturnType<RegistryApi['listRegistryConflicts']> {
    return this.get(`/registry-conflicts${queryString(query)}`, options);
  }
}
