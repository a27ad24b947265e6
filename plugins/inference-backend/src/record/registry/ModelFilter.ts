import type {
  ModelRef,
  RegistryOrigin,
} from '@inference-portal/plugin-inference-common';

/** A condition on models, as permission rules and query parameters make them. */
export type ModelFilter =
  /** These models, whatever the case of their names. */
  | { readonly kind: 'ref'; readonly anyOf: readonly ModelRef[] }
  | { readonly kind: 'owner'; readonly anyOf: readonly (string | null)[] }
  | { readonly kind: 'namespace'; readonly anyOf: readonly string[] }
  | { readonly kind: 'origin'; readonly anyOf: readonly RegistryOrigin[] }
  | { readonly kind: 'license'; readonly anyOf: readonly string[] }
  | { readonly kind: 'alias'; readonly alias: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'allOf'; readonly filters: readonly ModelFilter[] }
  | { readonly kind: 'anyOf'; readonly filters: readonly ModelFilter[] }
  | { readonly kind: 'not'; readonly filter: ModelFilter };
