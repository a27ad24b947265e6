import homePlugin from '@backstage/plugin-home/alpha';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import { coreExtensionData } from '@backstage/frontend-plugin-api';
import { homeFeature } from '.';

describe('the home page', () => {
  it('is what everybody sees after signing in', () => {
    const page = createExtensionTester(homeFeature.getExtension('page:home'));
    expect(page.get(coreExtensionData.routePath)).toBe('/');
  });

  it('stands elsewhere when the configuration says so', () => {
    const page = createExtensionTester(homeFeature.getExtension('page:home'), {
      config: { path: '/start' },
    });
    expect(page.get(coreExtensionData.routePath)).toBe('/start');
    expect(
      createExtensionTester(homePlugin.getExtension('page:home')).get(
        coreExtensionData.routePath,
      ),
    ).toBe('/home');
  });
});
