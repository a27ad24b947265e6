import type { RegistryOrigin } from '@inference-portal/plugin-inference-common';

const ORIGINS: { readonly [origin in RegistryOrigin]: true } = {
  portal: true,
  api: true,
  catalog: true,
  scaffolder: true,
  observed: true,
  mlflow: true,
  kubeflow: true,
  'hugging-face': true,
  oci: true,
  other: true,
};

/** True for what the registry names as an origin. */
export function isOrigin(value: string): value is RegistryOrigin {
  return Object.hasOwn(ORIGINS, value);
}
