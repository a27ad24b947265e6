import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import {
  chooseTheme,
  expectAccessible,
  failAsStarting,
  openAsGuest,
  screenshot,
} from './portal';

/** Opens the costs of this month and waits until there are some. */
async function openCosts(page: Page, query = ''): Promise<void> {
  await openAsGuest(page, `/inference/costs${query}`);
  // The demo's ledger is written some seconds after the start.
  await expect(page.getByRole('grid', { name: 'Costs by line' })).toBeVisible({
    timeout: 60_000,
  });
}

test('a team lead goes from the total to the pods of a server and asks how a line is computed', async ({
  page,
}) => {
  test.slow();
  await openCosts(page, '?window=30d&zone=Europe/Berlin');
  await expect(
    page.getByRole('heading', { name: /in the last 30 days/ }),
  ).toBeVisible();
  const lines = page.getByRole('grid', { name: 'Costs by line' });
  const path = page.getByRole('navigation', { name: 'What is shown' });
  for (const name of ['owner', 'model', 'version', 'server']) {
    // Idle GPUs may stand first; nothing is below them.
    await lines.getByRole('link').first().click();
    await expect(page).toHaveURL(new RegExp(`[?&]${name}=`));
    await expect(path).toBeVisible();
    await expect(lines.getByRole('row').nth(1)).toBeVisible();
  }
  await screenshot(page, 'costs-pods');

  await lines
    .getByRole('row')
    .nth(1)
    .getByRole('button', { name: /^Actions for/ })
    .click();
  await page.getByRole('menuitem', { name: 'How is this computed?' }).click();
  const dialog = page.getByRole('dialog');
  await expect(
    dialog.getByRole('table', { name: 'Intervals and prices' }),
  ).toBeVisible();
  await screenshot(page, 'costs-evidence');
  await page.keyboard.press('Escape');

  await path.getByRole('link', { name: 'All costs' }).click();
  await expect(page).not.toHaveURL(/[?&]owner=/);
});

/** The report that the page asks for when it is opened. */
async function readReport(page: Page, by: string) {
  const [response] = await Promise.all([
    page.waitForResponse(
      answer =>
        answer.ok() &&
        new URL(answer.url()).pathname.endsWith('/api/inference/costs'),
    ),
    openCosts(page, `?window=last-month&zone=UTC&by=${by}`),
  ]);
  return response.json();
}

test('the lines add up to the total, whatever they are grouped by', async ({
  page,
}) => {
  test.setTimeout(300_000);
  // Shortly after its first start the portal still fills in last month: there may be no total yet, or a newer one than a page before.
  await expect(async () => {
    const totals = new Set<number>();
    for (const by of ['owner', 'node', 'server']) {
      const report = await readReport(page, by);
      const sum = report.lines.reduce(
        (all: number, { micros }: { micros: number | null }) =>
          all + (micros ?? 0),
        0,
      );
      expect(report.groupBy).toBe(by);
      expect(report.total).not.toBeNull();
      expect(sum).toBe(report.total);
      totals.add(report.total);
    }
    expect(totals.size).toBe(1);
  }).toPass({ timeout: 270_000 });
});

test('the bars are walked by keyboard and shown as a table', async ({
  page,
}) => {
  await openCosts(page, '?window=7d&zone=UTC');
  const bars = page.getByRole('group', { name: /^Bars of cost/ });
  await bars.focus();
  await page.keyboard.press('End');
  await expect(page.getByText('(so far)')).toBeVisible();
  await page.getByText('View as table').click();
  await expect(
    page.getByRole('table', { name: 'Cost over time as a table' }),
  ).toBeVisible();
});

test('costs are downloaded in the columns of FOCUS', async ({ page }) => {
  await openCosts(page, '?window=7d&zone=UTC');
  await page.getByRole('button', { name: 'Download' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /FOCUS/ }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^gpu-costs-.*-focus\.csv$/);
});

test('a budget is set, seen and deleted', async ({ page }) => {
  await openAsGuest(page, '/inference/costs?view=budgets');
  await page.getByRole('button', { name: 'Set a budget' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('textbox', { name: /^Owner/ })
    .fill('group:default/e2e-nobody');
  await dialog.getByLabel(/^A month/).fill('2500.50');
  await dialog.getByRole('button', { name: 'Set the budget' }).click();
  const budget = page.getByRole('listitem', { name: 'Budget of e2e-nobody' });
  await expect(budget.getByText('$2,500.50')).toBeVisible();
  await screenshot(page, 'budgets');
  await budget.getByRole('button', { name: 'Delete' }).click();
  await page
    .getByRole('button', { name: 'Delete the budget of e2e-nobody' })
    .click();
  await expect(budget).toHaveCount(0);
});

test('a time zone that does not exist is refused with a way out', async ({
  page,
}) => {
  await openAsGuest(page, '/inference/costs?zone=Mars/Base');
  await expect(page.getByText('There is no time zone Mars/Base')).toBeVisible();
  await page.getByRole('button', { name: /^Use / }).click();
  await expect(page).not.toHaveURL(/Mars/);
});

test('a fleet without GPUs explains how costs come to be', async ({ page }) => {
  await page.route('**/api/inference/costs?*', async route => {
    const response = await route.fetch();
    const report = await response.json();
    await route.fulfill({
      json: {
        ...report,
        currency: null,
        total: null,
        gpuHours: 0,
        lines: [],
        series: [],
        buckets: [],
        priced: [],
        caveats: [],
      },
    });
  });
  await openAsGuest(page, '/inference/costs');
  await expect(page.getByText(/^No GPU was seen/)).toBeVisible();
  await screenshot(page, 'costs-empty');
});

test('costs that cannot be loaded are said so, with a way to try again', async ({
  page,
}) => {
  await failAsStarting(page, '**/api/inference/costs?*');
  await openAsGuest(page, '/inference/costs');
  await expect(
    page.getByText('The portal could not load the costs'),
  ).toBeVisible();
  await screenshot(page, 'costs-error');
});

for (const theme of ['light', 'dark'] as const) {
  test(`costs and budgets are accessible in the ${theme} theme`, async ({
    page,
  }) => {
    await chooseTheme(page, theme);
    await openCosts(page);
    await expect(
      page.getByRole('group', { name: /^Bars of cost/ }),
    ).toBeVisible();
    await screenshot(page, `costs-${theme}`);
    await expectAccessible(page);
    await page.goto('/inference/costs?view=budgets');
    await expect(
      page.getByRole('button', { name: 'Set a budget' }).first(),
    ).toBeVisible();
    await expectAccessible(page);
  });
}

test('who signs in finds what the GPUs of their teams cost this month', async ({
  page,
}) => {
  await openAsGuest(page, '/');
  await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible();
  await expect(
    page.getByText('My team’s GPUs this month').first(),
  ).toBeVisible();
  await expect(page.getByText(/this month so far for/).first()).toBeVisible({
    timeout: 60_000,
  });
  await screenshot(page, 'home');
  await page.getByRole('link', { name: 'Show my costs' }).click();
  await expect(page).toHaveURL(/\/inference\/costs\?owner=/);
});

test('the page of costs is usable at 800 px', async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 900 });
  await openCosts(page);
  const overflow = await page.evaluate(
    () =>
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(1);
  await screenshot(page, 'narrow-costs');
});
