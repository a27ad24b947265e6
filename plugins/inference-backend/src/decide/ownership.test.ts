import fc from 'fast-check';
import { buildCatalogView, type CatalogEntityFacts } from './catalogView';
import type { OwnershipRule } from './ownershipRule';
import { joinServer, type JoinSubject } from './ownership';

type SubjectFacts = Partial<Omit<JoinSubject, 'signals'>> & {
  signals?: Partial<JoinSubject['signals']>;
};

function subject(facts: SubjectFacts = {}): JoinSubject {
  return {
    cluster: 'eu-west',
    namespace: 'support',
    name: 'support-chat',
    modelId: 'Qwen/Qwen3-32B',
    ...facts,
    signals: {
      workload: null,
      namespace: null,
      kubernetesId: null,
      labels: {},
      ...facts.signals,
    },
  };
}

function entity(
  ref: string,
  facts: Partial<CatalogEntityFacts> = {},
): CatalogEntityFacts {
  return {
    ref,
    kind: ref.split(':')[0] ?? '',
    type: null,
    namespace: 'default',
    owners: ['group:default/support'],
    server: null,
    model: null,
    kubernetesId: null,
    generated: false,
    ...facts,
  };
}

function rule(facts: Partial<OwnershipRule>): OwnershipRule {
  return {
    cluster: null,
    namespace: null,
    labels: {},
    owner: 'group:default/platform',
    ...facts,
  };
}

const onWorkload = (value: string) => ({
  workload: {
    value,
    source: 'annotation inference-portal/owner on the Deployment',
  },
});
const onNamespace = (value: string) => ({
  namespace: {
    value,
    source: 'annotation inference-portal/owner on the Namespace',
  },
});
const described = entity('component:default/support-chat', {
  server: 'eu-west/support/support-chat',
  owners: ['group:default/from-catalog'],
});
const everywhere = [rule({ owner: 'from-rule' })];
const join = (
  facts: SubjectFacts,
  entities: readonly CatalogEntityFacts[] = [],
  rules: readonly OwnershipRule[] = [],
) => joinServer(subject(facts), buildCatalogView(entities), rules);

describe('owner of a server', () => {
  it('is what the workload says, before everything else', () => {
    const signals = { ...onWorkload('search'), ...onNamespace('other') };
    expect(join({ signals }, [described], everywhere).owner).toEqual({
      ref: 'group:default/search',
      source: 'workload',
      reason: 'annotation inference-portal/owner on the Deployment',
    });
  });

  it('is the owner of the joined entity when the workload is silent', () => {
    const { owner } = join(
      { signals: onNamespace('other') },
      [described],
      everywhere,
    );
    expect(owner).toEqual({
      ref: 'group:default/from-catalog',
      source: 'catalog',
      reason:
        'owner of component:default/support-chat, joined by annotation inference-portal/server',
    });
  });

  it('is what the namespace says when no entity is joined', () => {
    const { owner } = join(
      { signals: onNamespace('user:ada') },
      [],
      everywhere,
    );
    expect(owner).toMatchObject({
      ref: 'user:default/ada',
      source: 'namespace',
    });
  });

  it('comes from the first matching rule when nothing else tells', () => {
    const rules = [
      rule({ namespace: 'search-*', owner: 'search' }),
      rule({ cluster: 'eu-*', labels: { team: 'sup?ort' }, owner: 'support' }),
      rule({ owner: 'platform' }),
    ];
    const { owner } = join(
      { signals: { labels: { team: 'support' } } },
      [],
      rules,
    );
    expect(owner).toEqual({
      ref: 'group:default/support',
      source: 'config',
      reason:
        'rule inference.ownership.rules[1] (cluster eu-*, label team=sup?ort)',
    });
  });

  it('does not come from a rule whose label is missing on the server', () => {
    const rules = [rule({ labels: { team: '*' } })];
    expect(join({}, [], rules).owner.source).toBe('none');
  });

  it('is null with a reason when nothing names one', () => {
    expect(join({}).owner).toEqual({
      ref: null,
      source: 'none',
      reason:
        'neither the workload, the catalog, the namespace nor a rule names an owner',
    });
  });

  it('passes over text that names no owner and mentions it', () => {
    const signals = {
      ...onWorkload('component:default/x'),
      ...onNamespace('support'),
    };
    const { owner } = join({ signals });
    expect(owner.ref).toBe('group:default/support');
    expect(owner.reason).toBe(
      'annotation inference-portal/owner on the Namespace; annotation inference-portal/owner on the Deployment is ignored: "component:default/x" is not an owner: a component owns nothing, name a group or user',
    );
  });

  it('mentions unreadable text even when nobody else owns the server', () => {
    const { owner } = join({ signals: onWorkload('Команда поиска') });
    expect(owner.ref).toBeNull();
    expect(owner.reason).toContain('is ignored');
  });

  it('lives in the namespace of the entity when written without one', () => {
    const { owner } = join({}, [
      { ...described, namespace: 'ml', owners: ['search'] },
    ]);
    expect(owner.ref).toBe('group:ml/search');
  });

  it('says so when an entity has several owners', () => {
    const { owner } = join({}, [
      { ...described, owners: ['group:default/b', 'group:default/a'] },
    ]);
    expect(owner.ref).toBe('group:default/a');
    expect(owner.reason).toContain('first of 2 owners by name');
  });

  it('never comes from an entity that the portal emitted', () => {
    const joined = join({}, [{ ...described, generated: true }]);
    expect(joined.entityRef).toBe('component:default/support-chat');
    expect(joined.owner.source).toBe('none');
  });
});

describe('entity of a server', () => {
  it('is found by cluster, namespace and name before namespace and name alone', () => {
    const short = entity('component:default/a', {
      server: 'support/support-chat',
    });
    expect(join({}, [short, described]).entityRef).toBe(described.ref);
    expect(join({}, [short]).entityRef).toBe(short.ref);
    expect(join({ cluster: 'us-east' }, [described]).entityRef).toBeNull();
  });

  it('is found by an equal kubernetes-id, as Component before other kinds', () => {
    const api = entity('api:default/chat', { kubernetesId: 'chat' });
    const component = entity('component:default/chat', {
      kubernetesId: 'chat',
    });
    const signals = { kubernetesId: 'chat' };
    expect(join({ signals }, [api, component]).entityRef).toBe(component.ref);
    expect(join({}, [api, component]).entityRef).toBeNull();
  });

  it('is one that a team wrote before one that the portal emitted', () => {
    const written = entity('component:default/chat', { kubernetesId: 'chat' });
    const emitted = { ...described, generated: true };
    expect(
      join({ signals: { kubernetesId: 'chat' } }, [emitted, written]).entityRef,
    ).toBe(written.ref);
  });

  it('is never an emitted one of another server with the same kubernetes-id', () => {
    const other = entity('component:default/other', {
      server: 'eu-west/support/other',
      kubernetesId: 'chat',
      generated: true,
    });
    expect(
      join({ signals: { kubernetesId: 'chat' } }, [other]).entityRef,
    ).toBeNull();
  });

  it('is the first by name when several claim the server, and the reason says so', () => {
    const rival = { ...described, ref: 'component:default/a-rival' };
    const joined = join({}, [described, rival]);
    expect(joined.entityRef).toBe(rival.ref);
    expect(joined.owner.reason).toContain(
      'first of 2 entities by name that claim this server',
    );
  });
});

describe('entity of a model', () => {
  const written = entity('resource:default/qwen', { model: 'Qwen/Qwen3-32B' });

  it('is joined by model id, written before emitted', () => {
    const emitted = entity('resource:default/a', {
      model: 'Qwen/Qwen3-32B',
      generated: true,
    });
    expect(join({}, [emitted]).modelEntityRef).toBe(emitted.ref);
    expect(join({}, [emitted, written]).modelEntityRef).toBe(written.ref);
  });

  it('is never a Component, which describes a server', () => {
    const component = entity('component:default/chat', {
      model: 'Qwen/Qwen3-32B',
    });
    expect(join({}, [component]).modelEntityRef).toBeNull();
  });

  it('may be named by its ref on the workload', () => {
    expect(
      join({ modelId: 'Resource:default/Qwen' }, [written]).modelEntityRef,
    ).toBe(written.ref);
  });
});

describe('properties', () => {
  const text = fc.constantFrom(
    'support/support-chat',
    'eu-west/support/support-chat',
    'chat',
  );
  const entities = fc.array(
    fc.record({
      ref: fc.constantFrom(
        'component:default/a',
        'component:default/b',
        'resource:default/c',
        'api:default/d',
      ),
      server: fc.option(text),
      kubernetesId: fc.option(text),
      generated: fc.boolean(),
      owners: fc.array(fc.constantFrom('a', 'group:default/b', '::')),
    }),
  );

  it('the order in which the catalog lists entities does not matter', () => {
    fc.assert(
      fc.property(entities, facts => {
        const distinct = [
          ...new Map(facts.map(f => [f.ref, entity(f.ref, f)])).values(),
        ];
        const signals = { kubernetesId: 'chat' };
        expect(join({ signals }, [...distinct].reverse())).toEqual(
          join({ signals }, distinct),
        );
      }),
    );
  });

  it('whatever is written, the owner is a group or user, or nobody with a reason', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (workload, namespace) => {
        const { owner } = join({
          signals: { ...onWorkload(workload), ...onNamespace(namespace) },
        });
        expect(owner.reason).not.toBe('');
        expect(owner.ref ?? 'group:none/none').toMatch(
          /^(group|user):[a-z0-9._-]+\/[a-z0-9._-]+$/,
        );
        expect(owner.ref === null).toBe(owner.source === 'none');
      }),
    );
  });
});
