import { readinessPage } from './createReadiness';

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
});
