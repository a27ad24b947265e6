/** Label that Kubeflow's controller writes on InferenceServices, and tag that its import writes on versions: the registered model. */
export const KUBEFLOW_MODEL = 'modelregistry.kubeflow.org/registered-model-id';
/** The same for the version. */
export const KUBEFLOW_VERSION = 'modelregistry.kubeflow.org/model-version-id';
