import { TestDatabases } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import { inferenceServerReadPermission } from '@inference-portal/plugin-inference-common';
import fc from 'fast-check';
import {
  batch,
  observation,
  ownedBy,
} from '../record/__testUtils__/observations';
import { DATABASE_IDS, openStores } from '../record/__testUtils__/openStores';
import { registryWithRules } from './__testUtils__/registry';
import {
  createInferenceServerConditionalDecision,
  inferenceServerConditions,
} from './conditionExports';
import { criteriaToFilter } from './criteriaToFilter';
import { modelServerResourceRef } from './modelServerResourceRef';

jest.setTimeout(60_000);

const OWNERS = ['group:default/support', 'group:default/search'];
const CLUSTERS = ['eu-west', 'us-east'];
const NAMESPACES = ['support', 'search'];

const someOf = (values: readonly string[]) =>
  fc.subarray([...values, 'unheard-of']);

const conditions: fc.Arbitrary<PermissionCriteria<PermissionCondition>> =
  fc.letrec<{ tree: PermissionCriteria<PermissionCondition> }>(tie => {
    const several = fc
      .array(tie('tree'), { minLength: 1, maxLength: 3 })
      .map(
        list =>
          list as [
            PermissionCriteria<PermissionCondition>,
            ...PermissionCriteria<PermissionCondition>[],
          ],
      );
    return {
      tree: fc.oneof(
        { maxDepth: 3 },
        someOf(OWNERS).map(owners =>
          inferenceServerConditions.isOwner({ owners }),
        ),
        someOf(CLUSTERS).map(clusters =>
          inferenceServerConditions.inCluster({ clusters }),
        ),
        someOf(NAMESPACES).map(namespaces =>
          inferenceServerConditions.inNamespace({ namespaces }),
        ),
        several.map(allOf => ({ allOf })),
        several.map(anyOf => ({ anyOf })),
        tie('tree').map(not => ({ not })),
      ),
    };
  }).tree;

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('permission rules on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  it('list the same servers as they let through one by one', async () => {
    const { inventory, leaseOf } = await openStores(databases, databaseId);
    for (const cluster of CLUSTERS) {
      const servers = NAMESPACES.flatMap(namespace =>
        [...OWNERS, null].map((_, index) =>
          observation({ cluster, namespace, name: `chat-${index}` }),
        ),
      );
      const joins = new Map(
        servers.map(({ server }, index) => [
          server.id,
          ownedBy([...OWNERS, null][index % 3] ?? null),
        ]),
      );
      await inventory.applyBatch(
        batch(1_000, servers, { cluster }),
        joins,
        await leaseOf(cluster),
      );
    }
    const all = (await inventory.listServers({ filter: null, limit: 100 }))
      .items;
    expect(all).toHaveLength(12);
    const ruleset = registryWithRules().getPermissionRuleset(
      modelServerResourceRef,
    );
    const allows = createConditionAuthorizer(ruleset);
    const transform = createConditionTransformer(ruleset);

    await fc.assert(
      fc.asyncProperty(conditions, async criteria => {
        const decision = createInferenceServerConditionalDecision(
          inferenceServerReadPermission,
          criteria as Parameters<
            typeof createInferenceServerConditionalDecision
          >[1],
        );
        const listed = await inventory.listServers({
          filter: criteriaToFilter(transform(criteria)),
          limit: 100,
        });
        expect(listed.items).toEqual(
          all.filter(server => allows(decision, server)),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('make a decision that names the plugin and the resource type', () => {
    expect(
      createInferenceServerConditionalDecision(
        inferenceServerReadPermission,
        inferenceServerConditions.isOwner({ owners: OWNERS }),
      ),
    ).toEqual({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'inference',
      resourceType: 'inference-model-server',
      conditions: {
        rule: 'IS_OWNER',
        resourceType: 'inference-model-server',
        params: { owners: OWNERS },
      },
    });
  });
});
