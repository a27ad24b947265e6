import type { ObjectMeta } from '../../cluster/objects';

/** Metadata as the story writes it; the cluster fills in the rest. */
export type DemoMeta = Partial<ObjectMeta> & { readonly name: string };

/** A Kubernetes object of the story. */
export interface DemoObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: DemoMeta;
  readonly [field: string]: unknown;
}

/** A plain record, where the shape is Kubernetes' affair. */
export type Fields = Readonly<Record<string, unknown>>;

/** A pod template of the story: what the builders look into is typed. */
export interface PodTemplateFields {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: Fields & {
    readonly containers: readonly (Fields & {
      readonly name: string;
      readonly image: string;
    })[];
  };
}
