import { TestDatabases } from '@backstage/backend-test-utils';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import { inferenceModelReadPermission } from '@inference-portal/plugin-inference-common';
import fc from 'fast-check';
import { at } from '../../record/__testUtils__/observations';
import { openStores } from '../../record/__testUtils__/openStores';
import { registryWithRules } from '../__testUtils__/registry';
import { criteriaToFilter } from '../criteriaToFilter';
import {
  createInferenceModelConditionalDecision,
  inferenceModelConditions,
} from './modelConditions';
import { modelResourceRef } from './modelResourceRef';

jest.setTimeout(60_000);

const OWNERS = ['group:default/support', 'group:default/search', null];
const NAMESPACES = ['support', 'Search'];

type Criteria = Parameters<typeof createInferenceModelConditionalDecision>[1];

const leaf: fc.Arbitrary<Criteria> = fc.oneof(
  fc
    .subarray(['group:default/support', 'group:default/search', 'nobody'])
    .map(owners => inferenceModelConditions.isOwner({ owners })),
  fc
    .subarray(['SUPPORT', 'search', 'elsewhere'])
    .map(namespaces => inferenceModelConditions.inNamespace({ namespaces })),
);
const criteria: fc.Arbitrary<Criteria> = fc.oneof(
  leaf,
  leaf.map(not => ({ not })),
  fc.tuple(leaf, leaf).map(allOf => ({ allOf })),
  fc.tuple(leaf, leaf).map(([a, b]) => ({ anyOf: [a, { not: b }] as const })),
) as fc.Arbitrary<Criteria>;

describe('permission rules on models', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  it('list the same models as they let through one by one', async () => {
    const { registry } = await openStores(databases, 'SQLITE_3');
    for (const namespace of NAMESPACES) {
      for (const [index, owner] of OWNERS.entries()) {
        await registry.createModel(
          { namespace, name: `chat-${index}` },
          {
            owner,
            title: null,
            description: null,
            homepage: null,
            tags: [],
            sourceIds: [],
          },
          { actor: 'user:default/ada', at: at(0), origin: 'portal' },
        );
      }
    }
    const all = (await registry.listModels({ filter: null, limit: 100 })).items;
    expect(all).toHaveLength(6);
    const ruleset = registryWithRules().getPermissionRuleset(modelResourceRef);
    const allows = createConditionAuthorizer(ruleset);
    const transform = createConditionTransformer(ruleset);
    await fc.assert(
      fc.asyncProperty(criteria, async conditions => {
        const decision = createInferenceModelConditionalDecision(
          inferenceModelReadPermission,
          conditions,
        );
        const listed = await registry.listModels({
          filter: criteriaToFilter(transform(decision.conditions)),
          limit: 100,
        });
        expect(listed.items).toEqual(
          all.filter(model => allows(decision, model)),
        );
      }),
      { numRuns: 100 },
    );
  });
});
