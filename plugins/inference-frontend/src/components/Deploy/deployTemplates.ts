import {
  stringifyEntityRef,
  type CompoundEntityRef,
  type Entity,
} from '@backstage/catalog-model';

/** Catalog entities that make a model server out of a form. */
export const DEPLOY_TEMPLATES = {
  kind: 'Template',
  'spec.type': 'model-server',
};

/** What a link to a template needs. */
export interface DeployTemplate {
  readonly id: string;
  readonly title: string;
  readonly namespace: string;
  readonly name: string;
}

/** Templates out of entities, ordered by title. */
export function toDeployTemplates(
  entities: readonly Entity[],
): readonly DeployTemplate[] {
  return entities
    .map(({ kind, metadata }) => {
      const ref: CompoundEntityRef = {
        kind,
        namespace: metadata.namespace ?? 'default',
        name: metadata.name,
      };
      return {
        id: stringifyEntityRef(ref),
        title: metadata.title ?? metadata.name,
        namespace: ref.namespace,
        name: ref.name,
      };
    })
    .sort((a, b) => a.title.localeCompare(b.title, 'en'));
}

/** The query with which the page of a template opens with a model chosen. */
export function withModel(name: string): string {
  return `?${new URLSearchParams({
    formData: JSON.stringify({ model: { name } }),
  })}`;
}
