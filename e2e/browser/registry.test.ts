import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import {
  chooseTheme,
  expectAccessible,
  openAsGuest,
  screenshot,
} from './portal';

/** Opens the first model that is in production and has several versions, and answers its address. */
async function openModelInProduction(page: Page): Promise<string> {
  await openAsGuest(
    page,
    '/inference/models?production=yes&sort=versions&order=desc',
  );
  const row = page.getByRole('row').nth(1);
  // The demo's registry is imported some seconds after the start.
  await expect(row).toBeVisible({ timeout: 45_000 });
  await row.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/inference\/models\/[^/]+\/[^/?]+/);
  await expect(page.getByText(/has been in production/).first()).toBeVisible();
  return new URL(page.url()).pathname;
}

test('an engineer goes from the models to a version, its lineage and the servers below it', async ({
  page,
}) => {
  const model = await openModelInProduction(page);
  await expect(page.getByRole('grid', { name: 'Versions' })).toBeVisible();
  await expect(page.getByRole('region', { name: /^Version / })).toBeVisible();
  await screenshot(page, 'model-versions');

  await page.getByRole('tab', { name: 'Lineage' }).click();
  await expect(page).toHaveURL(/view=lineage/);
  const graph = page.getByRole('group', { name: /^Lineage, from left/ });
  await expect(
    graph.getByRole('button', { name: /^Version, / }).first(),
  ).toBeVisible();
  await expect(
    page.getByRole('heading', { name: /^What depends on/ }),
  ).toBeVisible();
  await screenshot(page, 'model-lineage');

  await page.goto(`${model}?view=compare`);
  await expect(page.getByText(/fields differ/)).toBeVisible();
  await screenshot(page, 'model-compare');
});

test('the graph is walked with the arrow keys and a node explained with Enter', async ({
  page,
}) => {
  const model = await openModelInProduction(page);
  await page.goto(`${model}?view=lineage`);
  const graph = page.getByRole('group', { name: /^Lineage, from left/ });
  const version = graph.getByRole('button', { name: /^Version, .*production/ });
  await version.first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('What depends on it')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(version.first()).not.toBeFocused();
  await expect(graph.locator('[data-node]:focus')).toHaveCount(1);
});

test('the lineage is also a table', async ({ page }) => {
  const model = await openModelInProduction(page);
  await page.goto(`${model}?view=lineage`);
  await page.getByText('View as table').click();
  await expect(
    page.getByRole('table', { name: 'Lineage as a table' }),
  ).toBeVisible();
  await expectAccessible(page);
});

test('the table of models works by keyboard', async ({ page }) => {
  await openAsGuest(page, '/inference/models');
  const firstRow = page.getByRole('row').nth(1);
  await expect(firstRow).toBeVisible();
  await firstRow.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/inference\/models\/[^/]+\/[^/?]+/);
});

test('the history of production tells who moved it', async ({ page }) => {
  const model = await openModelInProduction(page);
  await page.goto(`${model}?view=aliases&alias=production`);
  await expect(
    page.getByRole('table', { name: 'History of production' }),
  ).toBeVisible();
  await screenshot(page, 'model-aliases');
});

test('a source with a password is refused at its field', async ({ page }) => {
  await openModelInProduction(page);
  await page.getByRole('button', { name: 'Register version' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Version/).fill('e2e-1');
  await dialog.getByLabel(/^Source/).fill('https://u:secret@models.example/x');
  await dialog.getByRole('button', { name: 'Register version' }).click();
  await expect(dialog.getByLabel(/^Source/)).toHaveAttribute(
    'aria-invalid',
    'true',
  );
  await expect(dialog).not.toContainText('secret@');
  await screenshot(page, 'register-version-refused');
});

test('an empty registry explains how to fill it', async ({ page }) => {
  await page.route('**/api/inference/models?*', route =>
    route.fulfill({ json: { items: [] } }),
  );
  await openAsGuest(page, '/inference/models');
  await expect(page.getByText('No model is registered yet')).toBeVisible();
  await screenshot(page, 'models-empty');
});

test('a failing registry is said so, with a way to try again', async ({
  page,
}) => {
  await page.route('**/api/inference/models?*', route =>
    route.fulfill({
      status: 503,
      contentType: 'application/json',
      body: JSON.stringify({
        error: { name: 'ServiceUnavailableError', message: 'Starting up' },
        response: { statusCode: 503 },
      }),
    }),
  );
  await openAsGuest(page, '/inference/models');
  await expect(
    page.getByText('The portal could not load the models'),
  ).toBeVisible();
  await screenshot(page, 'models-error');
});

for (const theme of ['light', 'dark'] as const) {
  test(`models and a model are accessible in the ${theme} theme`, async ({
    page,
  }) => {
    await chooseTheme(page, theme);
    const model = await openModelInProduction(page);
    for (const view of [
      'versions',
      'lineage',
      'compare',
      'servers',
      'aliases',
    ]) {
      await page.goto(`${model}?view=${view}`);
      await expect(
        page.getByText(/has been in production/).first(),
      ).toBeVisible();
      await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0);
      await screenshot(page, `model-${view}-${theme}`);
      await expectAccessible(page);
    }
  });
}

test('the pages of models are usable at 800 px', async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 900 });
  const model = await openModelInProduction(page);
  for (const path of [
    '/inference/models',
    model,
    `${model}?view=lineage`,
    `${model}?view=compare`,
  ]) {
    await page.goto(path);
    await expect(page.getByRole('main').first()).toBeVisible();
    const overflow = await page.evaluate(
      () =>
        document.documentElement.scrollWidth -
        document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(1);
  }
});
