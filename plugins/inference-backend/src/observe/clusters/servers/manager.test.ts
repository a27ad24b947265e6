import { findManager } from './manager';

describe('managers', () => {
  const object = {
    group: 'apps',
    kind: 'Deployment',
    namespace: 'n',
    name: 'chat',
    labels: {},
    annotations: {},
    managers: [],
    operator: null,
  };

  it('are Argo CD by a tracking id that names the object itself', () => {
    expect(
      findManager({
        ...object,
        annotations: {
          'argocd.argoproj.io/tracking-id': 'chat-app:apps/Deployment:n/chat',
        },
      }),
    ).toEqual({ name: 'argo-cd', instance: 'chat-app' });
  });

  it('are not Argo CD by a tracking id that was copied', () => {
    expect(
      findManager({
        ...object,
        annotations: {
          'argocd.argoproj.io/tracking-id': 'chat-app:apps/Deployment:n/other',
        },
      }).name,
    ).toBe('none');
  });

  it('are Argo CD by the shared label only when Argo CD wrote the object', () => {
    const labels = { 'app.kubernetes.io/instance': 'chat-app' };
    expect(findManager({ ...object, labels }).name).toBe('none');
    expect(
      findManager({ ...object, labels, managers: ['argocd-controller'] }),
    ).toEqual({ name: 'argo-cd', instance: 'chat-app' });
  });

  it('are Flux, Helm or an operator by their marks', () => {
    expect(
      findManager({
        ...object,
        labels: {
          'kustomize.toolkit.fluxcd.io/name': 'apps',
          'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
        },
      }),
    ).toEqual({ name: 'flux', instance: 'flux-system/apps' });
    expect(
      findManager({
        ...object,
        labels: { 'app.kubernetes.io/managed-by': 'Helm' },
        annotations: {
          'meta.helm.sh/release-name': 'chat',
          'meta.helm.sh/release-namespace': 'n',
        },
      }),
    ).toEqual({ name: 'helm', instance: 'n/chat' });
    expect(
      findManager({
        ...object,
        operator: { group: 'x', kind: 'Model', name: 'm' },
      }),
    ).toEqual({ name: 'operator', instance: 'Model/m' });
  });
});
