import { buildOverlay } from './buildOverlay';

const base = {
  'base/kustomization.yaml': 'namespace: support\nresources: [route.yaml]\n',
  'base/route.yaml': `kind: HTTPRoute
metadata: { name: chat, labels: { app: chat } }
spec: { rules: [{ backendRefs: [{ name: old, weight: 100 }] }] }
`,
};
const build = (files: { [path: string]: string }) => {
  const all = new Map(Object.entries({ ...base, ...files }));
  return buildOverlay('eu', async path => all.get(path));
};
const overlay = (text: string) => ({ 'overlays/eu/kustomization.yaml': text });

describe('buildOverlay', () => {
  it('does components before the patches of the overlay', async () => {
    const [route] = await build({
      ...overlay(`resources: [../../base]
components: [../../components/canary-5]
patches:
  - target: { kind: HTTPRoute, name: chat }
    patch: |
      metadata: { labels: { app: null, tier: gold } }
`),
      'components/canary-5/kustomization.yaml': `kind: Component
patches:
  - target: { kind: HTTPRoute, name: chat }
    patch: |
      - op: replace
        path: /spec/rules/0/backendRefs
        value: [{ name: old, weight: 95 }, { name: new, weight: 5 }]
`,
    });
    expect(route).toEqual({
      kind: 'HTTPRoute',
      metadata: {
        name: 'chat',
        namespace: 'support',
        labels: { tier: 'gold' },
      },
      spec: {
        rules: [
          {
            backendRefs: [
              { name: 'old', weight: 95 },
              { name: 'new', weight: 5 },
            ],
          },
        ],
      },
    });
  });

  it('leaves objects alone that a patch does not name', async () => {
    const [route] = await build(
      overlay(`resources: [../../base]
patches: [{ target: { kind: HTTPRoute, name: other }, patch: 'spec: null' }]
`),
    );
    expect(route).toHaveProperty('spec.rules');
  });

  it.each([
    ['a field that only kustomize does', 'images: [{ name: a }]', 'images'],
    [
      'a merge of lists',
      `resources: [../../base]
patches: [{ target: { kind: HTTPRoute, name: chat }, patch: 'spec: { rules: [] }' }]`,
      'rules: lists are replaced by JSON patches only',
    ],
    [
      'a patch of a place that is not there',
      `resources: [../../base]
patches: [{ target: { kind: HTTPRoute, name: chat }, patch: '[{ op: replace, path: /spec/rules/3/name, value: 1 }]' }]`,
      'there is no item 3',
    ],
    [
      'an operation that it does not know',
      `resources: [../../base]
patches: [{ target: { kind: HTTPRoute, name: chat }, patch: '[{ op: move, path: /spec, from: /x }]' }]`,
      'the operation "move" is not known',
    ],
  ])('refuses %s, and names it', async (_, text, words) => {
    await expect(build(overlay(text))).rejects.toThrow(words);
  });
});
