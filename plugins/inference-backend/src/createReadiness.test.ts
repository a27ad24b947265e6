import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readinessPage } from './createReadiness';
import { readinessRules } from './decide/readiness/assessReadiness';

describe('readinessPage', () => {
  it('is the page of the repository where nobody serves the documentation', () => {
    expect(readinessPage(undefined)).toMatch(
      /^https:\/\/github\.com\/[^/]+\/[^/]+\/blob\/main\/docs\/readiness\.md$/,
    );
  });

  it('is below the address at which the documentation is served', () => {
    expect(readinessPage('https://docs.example.com/portal/')).toBe(
      'https://docs.example.com/portal/readiness/',
    );
    expect(readinessPage('/docs/default/component/inference-portal')).toBe(
      '/docs/default/component/inference-portal/readiness/',
    );
  });

  it('has a heading for every rule, and none for a rule that is not there', () => {
    const page = readFileSync(
      resolve(__dirname, '../../../docs/readiness.md'),
      'utf8',
    );
    // Both GitHub and MkDocs take such a heading as the anchor as it stands.
    const anchors = [...page.matchAll(/^### ([a-z-]+)$/gm)].map(
      ([, anchor]) => anchor,
    );
    expect(anchors.sort()).toEqual(
      readinessRules.map(({ code }) => code).sort(),
    );
  });
});
