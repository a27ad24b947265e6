import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import {
  chooseTheme,
  expectAccessible,
  failAsStarting,
  openAsGuest,
  screenshot,
} from './portal';

/** Opens the findings and waits until the demo's first search has run. */
async function openFindings(page: Page, query = ''): Promise<void> {
  await openAsGuest(page, `/inference/findings${query}`);
  // The demo's history is collected some seconds after the start, and searched after that.
  await expect(
    page.getByRole('table', { name: 'Findings by owner' }),
  ).toBeVisible({ timeout: 90_000 });
}

/** Follows the first finding of the list. */
async function openFirst(page: Page): Promise<void> {
  await page
    .getByRole('table', { name: 'Findings by owner' })
    .locator('th[scope="row"]')
    .first()
    .getByRole('link')
    .click();
  await expect(page).toHaveURL(/\/inference\/findings\/[^/?]+$/);
  await expect(
    page.getByRole('heading', { name: /^Activity of the last 100 days$/ }),
  ).toBeVisible();
}

test('an owner goes from what is avoidable to the hours that prove it', async ({
  page,
}) => {
  test.slow();
  await openFindings(page);
  await expect(
    page.getByRole('heading', { level: 2, name: /\d+ findings?/ }),
  ).toBeVisible();
  await openFirst(page);
  const hours = page.getByRole('group', { name: /^Hours of the last days/ });
  await expect(hours).toBeVisible();
  await hours.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByText(/ UTC: /)).toBeVisible();
  await page.getByText('View as table').click();
  await expect(
    page.getByRole('table', { name: 'Activity by day and hour' }),
  ).toBeVisible();
  await screenshot(page, 'finding-table');
});

test('filters stand in the URL and keep their sums', async ({ page }) => {
  test.slow();
  await openFindings(page);
  await page.getByRole('button', { name: 'Confidence', exact: true }).click();
  await page
    .getByRole('option', { name: /^high/ })
    .or(page.getByRole('menuitemcheckbox', { name: /^high/ }))
    .first()
    .click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/[?&]confidence=high/);
  const rows = page
    .getByRole('table', { name: 'Findings by owner' })
    .locator('th[scope="row"]');
  await expect(page.getByText('Confidence: medium')).toHaveCount(0);
  await expect(rows.first()).toBeVisible();
});

test('a snooze of more than 30 days is refused before it is sent', async ({
  page,
}) => {
  test.slow();
  await openFindings(page);
  await openFirst(page);
  await page.getByRole('button', { name: 'Snooze …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Until/).fill('2099-01-01');
  await expect(
    dialog.getByRole('button', { name: /^Snooze until/ }),
  ).toBeDisabled();
  await screenshot(page, 'finding-snooze');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toHaveCount(0);
});

test('a fleet that nobody can see is never called clean', async ({ page }) => {
  await page.route('**/api/inference/findings?*', route =>
    route.fulfill({
      json: {
        items: [],
        totals: { count: 0, gpus: 0, avoidable: [], unpriced: 0 },
        byOwner: [],
        detection: {
          lastRunAt: '2026-11-22T03:10:00Z',
          paused: [
            {
              kind: 'outage',
              cluster: 'eu-west',
              since: '2026-11-20T09:00:00Z',
              readBackTo: null,
              message: 'No metrics arrive.',
            },
          ],
        },
      },
    }),
  );
  await openAsGuest(page, '/inference/findings');
  await expect(
    page.getByText('No findings, because samples are missing'),
  ).toBeVisible();
  await expect(
    page.getByText(/^eu-west: no metrics of any server have arrived since/),
  ).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'findings-paused');
});

test('findings that cannot be loaded are said so, with a way to try again', async ({
  page,
}) => {
  await failAsStarting(page, '**/api/inference/findings?*');
  await openAsGuest(page, '/inference/findings');
  await expect(
    page.getByText('The portal could not load the findings'),
  ).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`findings and their evidence are accessible in the ${theme} theme`, async ({
    page,
  }) => {
    test.slow();
    await chooseTheme(page, theme);
    await openFindings(page);
    await screenshot(page, `findings-${theme}`);
    await expectAccessible(page);
    await openFirst(page);
    await expect(
      page.getByRole('img', { name: /by hour of 100 days/ }),
    ).toBeVisible();
    await screenshot(page, `finding-${theme}`);
    await expectAccessible(page);
    const server = page.getByRole('heading', { level: 2 }).getByRole('link');
    await server.click();
    await page.getByRole('tab', { name: 'Usage' }).click();
    await expect(page).toHaveURL(/[?&]view=usage/);
    await expect(
      page
        .getByRole('img', { name: / over time$/ })
        .first()
        .or(page.getByText('Nothing is known of its use yet')),
    ).toBeVisible();
    await screenshot(page, `usage-${theme}`);
    await expectAccessible(page);
  });
}

test('findings and their evidence are usable at 800 px', async ({ page }) => {
  test.slow();
  await page.setViewportSize({ width: 800, height: 900 });
  const overflow = () =>
    page.evaluate(
      () =>
        document.documentElement.scrollWidth -
        document.documentElement.clientWidth,
    );
  await openFindings(page);
  expect(await overflow()).toBeLessThanOrEqual(1);
  await screenshot(page, 'narrow-findings');
  await openFirst(page);
  await expect(
    page.getByRole('img', { name: /by hour of 100 days/ }),
  ).toBeVisible();
  expect(await overflow()).toBeLessThanOrEqual(1);
  await screenshot(page, 'narrow-finding');
});
