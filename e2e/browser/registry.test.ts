import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import {
  chooseTheme,
  expectAccessible,
  failAsStarting,
  openAsGuest,
  screenshot,
} from './portal';

/** Opens the model of the guest's team that is in production with the most versions, and answers its address. */
async function openModelInProduction(page: Page): Promise<string> {
  await openAsGuest(
    page,
    '/inference/models?production=yes&owner=group:default/support-ai&sort=versions&order=desc',
  );
  // Not any row: the count of unread notifications is one as well.
  const row = page
    .getByRole('grid', { name: 'Models' })
    .getByRole('row')
    .nth(1);
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
  const table = page.getByRole('grid', { name: 'Models' });
  const firstRow = table.getByRole('row').nth(1);
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

test('a comparison speaks of fields as people do', async ({ page }) => {
  const model = await openModelInProduction(page);
  await page.goto(`${model}?view=compare`);
  const fields = page.getByRole('table', { name: 'Fields' });
  await expect(fields.getByText('Context length')).toBeVisible();
  await expect(fields).not.toContainText('contextLength');
  await expect(fields).not.toContainText(/\dT\d\d:/);
});

test('a lineage begins at production and shows all versions on demand', async ({
  page,
}) => {
  const model = await openModelInProduction(page);
  await page.goto(`${model}?view=lineage`);
  const chooser = page.getByRole('button', { name: /Lineage of/ });
  await expect(chooser).toContainText('production');
  await page.goto(`${model}?view=lineage&of=*`);
  await expect(chooser).toContainText('All versions');
  await expect(
    page.getByRole('heading', { name: /^What depends on/ }),
  ).toBeVisible();
  await screenshot(page, 'model-lineage-all');
});

test('the guest approves what a pipeline asked for', async ({ page }) => {
  await openAsGuest(page, '/inference/models/default/support-chat');
  const approve = page.getByRole('button', { name: 'Approve …' });
  await expect(approve).toBeEnabled({ timeout: 45_000 });
  await screenshot(page, 'alias-request');
  await approve.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('moves from sft-7 to sft-7-fp8 at once');
  await screenshot(page, 'alias-request-approve');
  // Others look at the same portal after this test: the wish stays.
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(approve).toBeVisible();
});

test('a request that somebody else decided says so and what to do', async ({
  page,
}) => {
  await page.route('**/alias-requests/*', route =>
    route.fulfill({
      status: 409,
      contentType: 'application/json',
      body: JSON.stringify({
        error: {
          name: 'ConflictError',
          message:
            'The request to move production of default/support-chat to sft-7-fp8 is stale, as the alias has moved since it was asked: look where it points and ask again',
        },
        response: { statusCode: 409 },
      }),
    }),
  );
  await openAsGuest(page, '/inference/models/default/support-chat');
  const approve = page.getByRole('button', { name: 'Approve …' });
  await expect(approve).toBeEnabled({ timeout: 45_000 });
  await approve.click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('button', { name: 'Point production to sft-7-fp8' })
    .click();
  await expect(dialog.getByRole('alert')).toContainText(
    'production points to sft-7 since',
  );
  await screenshot(page, 'alias-request-overtaken');
  await dialog.getByRole('button', { name: /^Ask anew/ }).click();
  await expect(page.getByRole('dialog')).toContainText(
    'Move production of support-chat',
  );
});

test('what describes a model is edited in a form', async ({ page }) => {
  const model = await openModelInProduction(page);
  await page.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  const tags = dialog.getByLabel(/^Tags/);
  const before = await tags.inputValue();
  await tags.fill(`${before}, reviewed`);
  await screenshot(page, 'model-edit');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('reviewed', { exact: true })).toBeVisible();
  await page.goto(model);
  await page.getByRole('button', { name: 'Edit' }).click();
  await dialog.getByLabel(/^Tags/).fill(before);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('reviewed', { exact: true })).toHaveCount(0);
});

test('who does not own a model is told whom to ask', async ({ page }) => {
  await openAsGuest(page, '/inference/models/default/brand-tone');
  await expect(page.getByText(/^An adapter that writes/)).toBeVisible();
  const register = page.getByRole('button', { name: 'Register version' });
  await expect(register).toBeDisabled();
  await expect(
    page.getByText(/belongs to group:default\/content-studio/).first(),
  ).toBeAttached();
});

test('a dry run of an import tells what it would do, and survives a reload', async ({
  page,
}) => {
  await openAsGuest(page, '/inference/data-sources');
  const part = page.getByRole('region', { name: 'Imports from demo-registry' });
  const start = part.getByRole('button', { name: /^Dry run/ });
  await expect(start).toBeEnabled({ timeout: 45_000 });
  await start.click();
  await expect(part.getByText('Dry run done').first()).toBeVisible();
  await expect(page).toHaveURL(/import=/);
  await page.reload();
  const report = part.getByRole('region', { name: 'Report of the import' });
  await expect(
    report.getByRole('table', { name: 'What was read' }),
  ).toBeVisible();
  await screenshot(page, 'import-report');
  await expectAccessible(page);
});

test('the search finds a version and leads to it', async ({ page }) => {
  test.slow();
  await openAsGuest(page, '/inference/models');
  const result = page.getByRole('link', { name: 'Support chat sft-7-fp8' });
  // The index is filled some time after the registry. No reload: a page that is left while it starts has lost the query from its URL.
  await expect(async () => {
    await page.goto('/search?query=sft-7-fp8');
    await expect(result).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 120_000 });
  await screenshot(page, 'search-models');
  await result.click();
  await expect(page).toHaveURL(/support-chat\?version=sft-7-fp8/);
  await expect(
    page.getByRole('heading', { name: 'Version sft-7-fp8' }),
  ).toBeFocused();
  await screenshot(page, 'search-target');
});

test('the pages speak German', async ({ page }) => {
  test.slow();
  await page.addInitScript(() => window.localStorage.setItem('language', 'de'));
  await openAsGuest(page, '/inference/models');
  await expect(
    page.getByRole('searchbox', { name: 'Modelle suchen' }),
  ).toBeVisible();
  await screenshot(page, 'models-german');
  for (const view of ['versions', 'lineage', 'compare', 'aliases']) {
    await page.goto(`/inference/models/default/support-chat?view=${view}`);
    await expect(
      page.getByRole('button', { name: 'Bearbeiten' }),
    ).toBeVisible();
    await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0);
    await screenshot(page, `model-${view}-german`);
  }
  await page.goto('/inference/data-sources');
  await expect(
    page.getByRole('button', { name: /^Jetzt aus demo-registry/ }),
  ).toBeVisible();
  await screenshot(page, 'data-sources-german');
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
  await failAsStarting(page, '**/api/inference/models?*');
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
    // Five pages, each looked at by axe.
    test.slow();
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
  test.slow();
  await page.setViewportSize({ width: 800, height: 900 });
  const model = await openModelInProduction(page);
  for (const path of [
    '/inference/models',
    model,
    `${model}?view=lineage`,
    `${model}?view=compare`,
    `${model}?view=aliases`,
    '/inference/data-sources',
  ]) {
    await page.goto(path);
    await expect(page.getByRole('main').first()).toBeVisible();
    await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0);
    await screenshot(
      page,
      `narrow-${path.replace(/^\/inference\//, '').replace(/[^a-z-]+/g, '-')}`,
    );
    const overflow = await page.evaluate(
      () =>
        document.documentElement.scrollWidth -
        document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(1);
  }
});
