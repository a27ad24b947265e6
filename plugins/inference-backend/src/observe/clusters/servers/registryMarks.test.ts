import { readMarks } from './marks';
import { registryMarks } from './registryMarks';

describe('registryMarks', () => {
  it('reads model and version from annotations and from the Kubeflow labels of an InferenceService', () => {
    const marks = readMarks(
      'InferenceService',
      {
        labels: {
          app: 'support-chat',
          'modelregistry.kubeflow.org/registered-model-id': '1',
          'modelregistry.kubeflow.org/model-version-id': '7',
        },
        annotations: { 'inference-portal/model': 'default/support-chat' },
      },
      [],
    );
    expect(registryMarks(marks)).toEqual({
      'inference-portal/model': {
        value: 'default/support-chat',
        source: 'annotation inference-portal/model on the InferenceService',
      },
      'modelregistry.kubeflow.org/registered-model-id': {
        value: '1',
        source:
          'label modelregistry.kubeflow.org/registered-model-id on the InferenceService',
      },
      'modelregistry.kubeflow.org/model-version-id': {
        value: '7',
        source:
          'label modelregistry.kubeflow.org/model-version-id on the InferenceService',
      },
    });
  });

  it('finds a version on the pod template of a Deployment', () => {
    const marks = readMarks('Deployment', {}, [
      {
        template: {
          metadata: { labels: { 'inference-portal/version': '2026-10-04' } },
        },
        multiplier: 1,
      },
    ] as unknown as Parameters<typeof readMarks>[2]);
    expect(registryMarks(marks)).toEqual({
      'inference-portal/version': {
        value: '2026-10-04',
        source: 'label inference-portal/version on the pods',
      },
    });
  });

  it('is empty where nobody wrote anything', () => {
    expect(registryMarks(readMarks('Deployment', {}, []))).toEqual({});
  });
});
