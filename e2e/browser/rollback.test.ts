import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import {
  chooseTheme,
  expectAccessible,
  failAsStarting,
  openAsGuest,
  screenshot,
} from './portal';

/** Opens the demo's server that had a bad release an hour ago, which the guest's team owns. */
async function openBadRelease(page: Page): Promise<void> {
  await openAsGuest(page, '/inference/servers?q=support-chat');
  await page
    .getByRole('link', { name: 'support-chat', exact: true })
    .first()
    .click();
  await expect(page).toHaveURL(/\/inference\/servers\/ms[0-9a-f]{20}/);
  await expect(page.getByText('Who owns it')).toBeVisible();
}

/** Opens the plan for the last good revision and waits until it was made. */
async function openPlan(page: Page) {
  // The banner of a failing release offers it, too, once there are enough requests to tell.
  await page
    .getByRole('button', { name: 'Roll back …', exact: true })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('heading', { name: 'Checks' })).toBeVisible();
  return dialog;
}

test('a plan is read before anything happens, and needs a reason', async ({
  page,
}) => {
  await openBadRelease(page);
  const dialog = await openPlan(page);
  await expect(dialog.getByText('What changes')).toBeVisible();
  const confirm = dialog.getByRole('button', {
    name: /^Roll back support-chat/,
  });
  await expect(confirm).toBeDisabled();
  await screenshot(page, 'rollback-plan');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

for (const theme of ['light', 'dark'] as const) {
  test(`rollbacks and readiness are accessible in the ${theme} theme`, async ({
    page,
  }) => {
    await chooseTheme(page, theme);
    await openAsGuest(page, '/inference/rollbacks');
    await expect(
      page
        .getByText('Nothing has been rolled back yet')
        .or(page.getByRole('table', { name: 'Rollbacks, newest first' })),
    ).toBeVisible();
    await screenshot(page, `rollbacks-${theme}`);
    await expectAccessible(page);
    await openBadRelease(page);
    await page
      .getByRole('tablist', { name: 'Views of the server' })
      .getByRole('tab', { name: 'Readiness' })
      .click();
    await expect(page.getByText('Liveness probe').first()).toBeVisible();
    await screenshot(page, `readiness-${theme}`);
    await expectAccessible(page);
  });
}

test('rollbacks that cannot be loaded are said so', async ({ page }) => {
  await failAsStarting(page, '**/api/inference/rollbacks?*');
  await openAsGuest(page, '/inference/rollbacks');
  await expect(
    page.getByText('The portal could not load the rollbacks'),
  ).toBeVisible();
});

test('a bad release is rolled back, watched over a reload, and stands in the history', async ({
  page,
}) => {
  test.setTimeout(600_000);
  await openBadRelease(page);
  const dialog = await openPlan(page);
  await dialog
    .getByRole('textbox', { name: /^Why/ })
    .fill('Answers are errors since the release.');
  await dialog.getByRole('button', { name: /^Roll back support-chat/ }).click();
  await expect(page).toHaveURL(/\/inference\/rollbacks\/[^/?]+$/);
  await screenshot(page, 'rollback-progress');
  await page.reload();
  await expect(page.getByText(/^It runs revision \d+ again/)).toBeVisible({
    timeout: 540_000,
  });
  await screenshot(page, 'rollback-done');
  await expectAccessible(page);
  await page.getByRole('link', { name: /All rollbacks/ }).click();
  const table = page.getByRole('table', { name: 'Rollbacks, newest first' });
  await expect(table.getByText('Restored').first()).toBeVisible();
  await screenshot(page, 'rollbacks-history');
});
