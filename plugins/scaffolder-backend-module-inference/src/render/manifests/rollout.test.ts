import { supportChat } from '../__testUtils__/requests';
import {
  parseDocuments,
  type Parsed,
  renderFiles,
  renderObjects,
} from '../__testUtils__/rendered';

const byRoute = {
  ...supportChat,
  gpu: { ...supportChat.gpu, spare: true },
  canary: { kind: 'rollout', by: 'httproute', steps: [10, 50, 100] },
};
const byReplicas = {
  ...supportChat,
  autoscaling: { ...supportChat.autoscaling, minReplicas: 2 },
  canary: { kind: 'rollout', by: 'replicas', steps: [5], pauseMinutes: 1440 },
};
const canaryOf = (input: object): Parsed =>
  renderObjects(input).get('Rollout')?.spec.strategy.canary;

/** Services of a set by name. */
function servicesOf(input: object): Map<string, Parsed> {
  return new Map(
    [...renderFiles(input)]
      .filter(([path]) => path.startsWith('base/service'))
      .flatMap(([, content]) => parseDocuments(content))
      .filter(({ kind }) => kind === 'Service')
      .map(service => [service.metadata.name, service]),
  );
}

describe('rollout', () => {
  it('is in the place of the Deployment, with the same pods', () => {
    const objects = renderObjects(byRoute);
    const { canary, ...without } = byRoute;
    expect(objects.has('Deployment')).toBe(false);
    expect(objects.get('Rollout')?.spec.template).toEqual(
      renderObjects(without).get('Deployment')?.spec.template,
    );
  });

  it('waits after each step, and not once all requests come', () => {
    expect(canaryOf(byRoute).steps).toEqual([
      { setWeight: 10 },
      { pause: {} },
      { setWeight: 50 },
      { pause: {} },
    ]);
    expect(canaryOf(byReplicas).steps).toEqual([
      { setWeight: 5 },
      { pause: { duration: '1440m' } },
    ]);
  });

  it('moves the weights of the route between two Services that Argo Rollouts selects pods for', () => {
    const canary = canaryOf(byRoute);
    const services = servicesOf(byRoute);
    expect([...services.keys()].sort()).toEqual(
      [canary.stableService, canary.canaryService].sort(),
    );
    for (const [, { spec }] of services) {
      expect(spec).not.toHaveProperty('selector');
    }
    const route = renderObjects(byRoute).get('HTTPRoute');
    expect(canary.trafficRouting.plugins['argoproj-labs/gatewayAPI']).toEqual({
      httpRoute: route?.metadata.name,
      namespace: 'support',
    });
    expect(
      route?.spec.rules[0].backendRefs.map(({ name, weight }: Parsed) => [
        name,
        weight,
      ]),
    ).toEqual([
      ['support-chat', 100],
      ['support-chat-canary', 0],
    ]);
  });

  it('splits by the numbers of replicas without a second Service', () => {
    expect(canaryOf(byReplicas)).not.toHaveProperty('trafficRouting');
    expect([...servicesOf(byReplicas).keys()]).toEqual(['support-chat']);
    expect(servicesOf(byReplicas).get('support-chat')?.spec.selector).toEqual({
      'inference-portal/deployment': 'support-chat',
    });
  });

  it('has no overlays of steps, as Argo Rollouts takes them', () => {
    const files = [...renderFiles(byRoute).keys()];
    expect(files.filter(path => path.startsWith('components/'))).toEqual([]);
    const [overlay] = parseDocuments(
      renderFiles(byRoute).get('overlays/eu-west/kustomization.yaml') ?? '',
    );
    expect(overlay).not.toHaveProperty('components');
  });

  it('tells a person how to go on and how to go back', () => {
    const runbook = renderFiles(byRoute).get('runbook.md');
    expect(runbook).toContain('argo rollouts -n support abort support-chat');
    expect(runbook).toContain('argo rollouts -n support promote support-chat');
    expect(renderFiles(byReplicas).get('runbook.md')).not.toContain('promote');
  });
});
