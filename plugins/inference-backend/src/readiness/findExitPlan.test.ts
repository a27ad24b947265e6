import {
  buildCatalogView,
  type CatalogEntityFacts,
} from '../decide/catalogView';
import { findExitPlan } from './findExitPlan';

const REF = 'component:default/support-chat';
const URL = 'https://wiki.example.com/support/exit-plan';
const signals = {
  workload: null,
  namespace: null,
  kubernetesId: null,
  labels: {},
};

function catalog(facts: Partial<CatalogEntityFacts>) {
  return buildCatalogView([
    {
      ref: REF,
      kind: 'component',
      type: 'model-server',
      namespace: 'default',
      owners: [],
      server: 'support/support-chat',
      model: null,
      kubernetesId: null,
      generated: false,
      ...facts,
    },
  ]);
}

describe('findExitPlan', () => {
  it('takes the word of the workload, then of the annotation, then of the link', () => {
    const written = {
      value: 'exit.md',
      source: 'annotation of the Deployment',
    };
    const both = catalog({ exitPlan: 'runbook.md', exitPlanLink: URL });
    expect(findExitPlan({ ...signals, exitPlan: written }, REF, both)).toBe(
      written,
    );
    expect(findExitPlan(signals, REF, both)?.value).toBe('runbook.md');
    expect(findExitPlan(signals, REF, catalog({ exitPlanLink: URL }))).toEqual({
      value: URL,
      source: `link of type exit-plan on ${REF}`,
    });
  });

  it('finds none where nobody wrote one', () => {
    expect(findExitPlan(signals, REF, catalog({}))).toBeNull();
    expect(
      findExitPlan(undefined, null, catalog({ exitPlan: 'x' })),
    ).toBeNull();
  });
});
