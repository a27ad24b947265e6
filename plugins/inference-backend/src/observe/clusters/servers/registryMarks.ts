import {
  ANNOTATION_MODEL,
  ANNOTATION_VERSION,
} from '@inference-portal/plugin-inference-common';
import { findMark, type Mark, type Marks } from './marks';

/** Prefix of the names that the controller of the Kubeflow model registry writes on InferenceServices. */
const KUBEFLOW = 'modelregistry.kubeflow.org/';

const REGISTRY_MARKS = [
  ANNOTATION_MODEL,
  ANNOTATION_VERSION,
  `${KUBEFLOW}registered-model-id`,
  `${KUBEFLOW}model-version-id`,
  `${KUBEFLOW}name`,
  `${KUBEFLOW}namespace`,
];

/** What is written on a workload about the registered model and version that it runs, by name. */
export function registryMarks(marks: Marks): { [name: string]: Mark } {
  const found: { [name: string]: Mark } = {};
  for (const name of REGISTRY_MARKS) {
    const mark = findMark(marks, name);
    if (mark) {
      found[name] = mark;
    }
  }
  return found;
}
