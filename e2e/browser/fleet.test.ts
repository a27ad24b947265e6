import { expect, test } from '@playwright/test';
import {
  chooseTheme,
  expectAccessible,
  failAsStarting,
  openAsGuest,
  screenshot,
} from './portal';

test('an engineer goes from the overview over the servers to what changed in a release', async ({
  page,
}) => {
  await openAsGuest(page, '/inference');
  await expect(page.getByText(/need attention/).first()).toBeVisible();
  await expect(
    page.getByRole('heading', { name: 'GPUs by product' }),
  ).toBeVisible();

  await page.getByRole('tab', { name: 'Servers' }).click();
  await expect(page).toHaveURL(/\/inference\/servers/);
  await page.getByRole('searchbox').first().fill('support-chat');
  await page
    .getByRole('link', { name: 'support-chat', exact: true })
    .first()
    .click();

  await expect(page).toHaveURL(/\/inference\/servers\/ms[0-9a-f]{20}/);
  await expect(page.getByText('Who owns it')).toBeVisible();

  await page.getByRole('tab', { name: 'Revisions' }).click();
  await expect(page.getByText('current').first()).toBeVisible();
  await expect(
    page.getByRole('table', { name: /Differences from revision/ }),
  ).toBeVisible();
  await screenshot(page, 'revision-diff');
});

test('the table of servers works by keyboard', async ({ page }) => {
  await openAsGuest(page, '/inference/servers');
  // Not any row: the count of unread notifications is one as well.
  const table = page.getByRole('grid', { name: 'Model servers' });
  const firstRow = table.getByRole('row').nth(1);
  await expect(firstRow).toBeVisible();
  await firstRow.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/inference\/servers\/ms[0-9a-f]{20}/);
});

test('filters live in the URL', async ({ page }) => {
  await openAsGuest(page, '/inference/servers?state=crash-looping');
  await expect(page.getByText('Crash-looping').first()).toBeVisible();
  await expect(page.getByText(/^1 of \d+ servers$/)).toBeVisible();
});

test('a server that nobody may know answers with a way back', async ({
  page,
}) => {
  await openAsGuest(page, '/inference/servers/ms00000000000000000000');
  await expect(page.getByText('There is no such model server')).toBeVisible();
  await screenshot(page, 'server-not-found');
});

test('a failing API is said so, with a way to try again', async ({ page }) => {
  await failAsStarting(page, '**/api/inference/model-servers?*');
  await openAsGuest(page, '/inference/servers');
  await expect(
    page.getByText('The portal could not load the model servers'),
  ).toBeVisible();
  await screenshot(page, 'servers-error');
});

test('an empty fleet explains how to fill it', async ({ page }) => {
  await page.route('**/api/inference/model-servers?*', route =>
    route.fulfill({ json: { items: [] } }),
  );
  await openAsGuest(page, '/inference/servers');
  await expect(page.getByText('No model server was found yet')).toBeVisible();
  await screenshot(page, 'servers-empty');
});

test('the catalog shows the server of a component', async ({ page }) => {
  await openAsGuest(page, '/inference/servers');
  await page.getByRole('searchbox').first().fill('support-chat');
  await page
    .getByRole('link', { name: 'support-chat', exact: true })
    .first()
    .click();
  await page
    .getByRole('main')
    .getByRole('link', { name: /support-chat/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/catalog\//);
});

for (const theme of ['light', 'dark'] as const) {
  for (const [name, path, ready] of [
    ['overview', '/inference', /GPUs by product/],
    ['servers', '/inference/servers', /\d+ servers/],
    ['data-sources', '/inference/data-sources', /demo-eu-west/],
  ] as const) {
    test(`${name} is accessible in the ${theme} theme`, async ({ page }) => {
      await chooseTheme(page, theme);
      await openAsGuest(page, path);
      await expect(page.getByText(ready).first()).toBeVisible();
      await screenshot(page, `${name}-${theme}`);
      await expectAccessible(page);
    });
  }
}

test('the pages are usable at 800 px', async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 900 });
  for (const path of ['', '/servers', '/data-sources']) {
    await openAsGuest(page, `/inference${path}`);
    await expect(page.getByRole('main').first()).toBeVisible();
    const overflow = await page.evaluate(
      () =>
        document.documentElement.scrollWidth -
        document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(1);
    await screenshot(page, `narrow${path.replace('/', '-') || '-overview'}`);
  }
});
