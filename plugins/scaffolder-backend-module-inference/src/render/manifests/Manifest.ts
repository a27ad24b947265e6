import type { Json } from '../toYaml';

/** An object of Kubernetes and the file in `base/` that it goes to. */
export interface Manifest {
  readonly file: string;
  readonly object: { readonly [key: string]: Json };
}
