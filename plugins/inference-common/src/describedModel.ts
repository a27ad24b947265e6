import { ANNOTATION_REGISTRY } from './annotations';
import type { ModelRef } from './registry';

/** What names a catalog entity, and what stands on it. */
export interface AnnotatedEntity {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly annotations?: { readonly [name: string]: string };
  };
}

/** The registered model that an entity says it describes. */
export interface RegistryReference {
  /** Name of the registry that the model is imported from. */
  readonly registry: string;
  readonly model: ModelRef;
}

/** Reads `inference-portal/registry`: `<registry>/[<namespace>/]<model>`; null when it is absent or names nothing. */
export function readRegistryReference({
  metadata,
}: AnnotatedEntity): RegistryReference | null {
  const [, registry, namespace, name] =
    /^([^/\s]+)\/(?:([^/\s]+)\/)?([^/\s]+)$/.exec(
      metadata.annotations?.[ANNOTATION_REGISTRY]?.trim() ?? '',
    ) ?? [];
  return registry === undefined || name === undefined
    ? null
    : {
        registry,
        model: {
          namespace: namespace ?? metadata.namespace ?? 'default',
          name,
        },
      };
}

/** The registered model that a Resource of type `ai-model` describes: that of `inference-portal/registry`, else the one of its own name. */
export function describedModel(entity: AnnotatedEntity): ModelRef {
  const { name, namespace = 'default' } = entity.metadata;
  return readRegistryReference(entity)?.model ?? { namespace, name };
}
