import { mkdirSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** Where screenshots are saved, for people to look at. */
const pictures = process.env.SCREENSHOTS ?? 'e2e-test-report/screenshots';

/** Opens a page of the portal as guest; `shown` is what tells that it is there. */
export async function openAsGuest(
  page: Page,
  path: string,
  shown: Locator = page.getByRole('main').first(),
): Promise<void> {
  await page.goto(path);
  const enter = page.getByRole('button', { name: 'Enter' });
  await expect(enter.or(shown).first()).toBeVisible();
  if (await enter.isVisible()) {
    await enter.click();
  }
  await expect(shown).toBeVisible({ timeout: 60_000 });
}

/** Chooses the theme as Backstage stores it; takes effect with the next page load. */
export async function chooseTheme(
  page: Page,
  theme: 'light' | 'dark',
): Promise<void> {
  await page.addInitScript(
    value => window.localStorage.setItem('theme', value),
    theme,
  );
}

export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
}

/** Answers every request for `url`, a glob, as a backend that is still starting up. */
export async function failAsStarting(page: Page, url: string): Promise<void> {
  await page.route(url, route =>
    route.fulfill({
      status: 503,
      contentType: 'application/json',
      body: JSON.stringify({
        error: { name: 'ServiceUnavailableError', message: 'Starting up' },
        response: { statusCode: 503 },
      }),
    }),
  );
}

/** Fails with the rules that the page's main content breaks. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .include('main')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'])
    .analyze();
  expect(
    violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' | ')}`,
    ),
  ).toEqual([]);
}
