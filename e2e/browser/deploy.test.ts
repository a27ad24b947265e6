import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import {
  chooseTheme,
  expectAccessible,
  openAsGuest,
  screenshot,
} from './portal';

const MODEL = { name: 'default/qwen3-32b' };

type FormData = { readonly [field: string]: unknown };

/** Opens the form of a template with values in its address, as links of the portal do. */
async function openTemplate(
  page: Page,
  template: string,
  values: FormData,
): Promise<void> {
  await openAsGuest(
    page,
    `/create/templates/default/${template}?${new URLSearchParams({
      formData: JSON.stringify(values),
    })}`,
    // The form has no landmark. The catalog reads the templates, and the registry its models, some seconds after the start.
    page.getByRole('group', { name: /^Model/ }),
  );
}

const goOn = (page: Page) =>
  page.getByRole('button', { name: /^(Next|Review)$/ }).click();

/** Chooses a namespace out of the list that opens; the text is where it is. */
async function chooseTarget(page: Page, place: string): Promise<void> {
  await page.getByRole('button', { name: /Cluster and namespace/ }).click();
  await page.getByRole('option', { name: place }).first().click();
}

/** The demo's cluster `demo-eu-west`, which has GPUs for two more servers. */
const CLUSTER = 'http://127.0.0.1:7341';
/** Deployments that a test made, or tried to. */
const deployed: string[] = [];

// So that another attempt finds their GPUs free.
test.afterEach(async ({ request }) => {
  for (const name of deployed.splice(0)) {
    await request.delete(
      `${CLUSTER}/apis/apps/v1/namespaces/support/deployments/${name}`,
    );
  }
});

for (const { template, engine } of [
  { template: 'deploy-vllm', engine: 'vLLM' },
  { template: 'deploy-tensorrt-llm', engine: 'TensorRT-LLM' },
]) {
  test(`a model is deployed with ${engine}: form, planner, Create, and a healthy server with owner and readiness`, async ({
    page,
  }) => {
    test.slow();
    const name = `e2e-${template}-${Date.now().toString(36)}`;
    await openTemplate(page, template, { model: MODEL, name });
    await expect(page.getByText(/hf:\/\/Qwen\/Qwen3-32B@/)).toBeVisible();
    await chooseTarget(page, 'demo-eu-west / support');
    await screenshot(page, `${template}-1-model`);
    await goOn(page);

    const verdict = page.getByRole('status').filter({ hasText: /fits/ });
    await expect(verdict.first()).toContainText(/fits .* requests? at 8,192/);
    await expect(verdict.first()).toContainText(/\/h, .* a month/);
    await screenshot(page, `${template}-2-gpus`);
    await goOn(page);

    await expect(page.getByText('Autoscaling').first()).toBeVisible();
    await screenshot(page, `${template}-3-requests`);
    await goOn(page);
    await page.getByLabel(/Where would you go/).fill('The model before it.');
    await page.getByLabel(/Who decides/).fill('support-ai on call');
    await goOn(page);
    await expect(page.getByText('Apply them now').first()).toBeVisible();
    await goOn(page);
    await screenshot(page, `${template}-4-review`);
    deployed.push(name);
    await page.getByRole('button', { name: 'Create', exact: true }).click();

    const server = page.getByRole('link', { name: 'Server', exact: true });
    await expect(server).toBeVisible({ timeout: 180_000 });
    await screenshot(page, `${template}-5-created`);

    await page.goto(`/inference/servers?q=${name}`);
    const row = page.getByRole('row').filter({ hasText: name });
    await expect(row).toContainText('Serving', { timeout: 60_000 });
    await expect(row).toContainText('support-ai');
    // What its GPUs cost a day.
    await expect(row).toContainText(/\$\d/, { timeout: 60_000 });
    // How many rules of production readiness it passes.
    await expect(row.getByTitle(/^\d+ of \d+ answers pass/)).toBeVisible({
      timeout: 120_000,
    });
    await screenshot(page, `${template}-6-listed`);
    await row.getByRole('link').first().click();
    await expect(page).toHaveURL(/\/inference\/servers\/[^/?]+/);
    await expect(page.getByText(/^\$[\d,]+ a day$/)).toBeVisible();
    await page
      .getByRole('tablist', { name: 'Views of the server' })
      .getByRole('tab', { name: 'Readiness' })
      .click();
    await expect(page).toHaveURL(/view=readiness/);
    await expect(
      page.getByText(/^\d+ of \d+ rules that can be judged pass\.$/),
    ).toBeVisible();
    await screenshot(page, `${template}-7-readiness`);
  });
}

test('what a template renders is downloaded instead, and nothing is applied', async ({
  page,
}) => {
  test.slow();
  const name = `e2e-files-${Date.now().toString(36)}`;
  await openTemplate(page, 'deploy-vllm', {
    model: MODEL,
    name,
    target: { cluster: 'demo-eu-west', namespace: 'support' },
    publish: 'download',
  });
  await expect(page.getByText(/hf:\/\/Qwen\/Qwen3-32B@/)).toBeVisible();
  await goOn(page);
  await expect(
    page.getByRole('status').filter({ hasText: /: fits \d+ request/ }),
  ).toBeVisible();
  await goOn(page);
  await expect(page.getByText('Autoscaling').first()).toBeVisible();
  await goOn(page);
  await page.getByLabel(/Where would you go/).fill('The model before it.');
  await page.getByLabel(/Who decides/).fill('support-ai on call');
  await goOn(page);
  await expect(page.getByText('Download them').first()).toBeVisible();
  await goOn(page);
  await page.getByRole('button', { name: 'Create', exact: true }).click();

  await page.getByRole('link', { name: 'Download the files' }).click();
  await expect(
    page.getByRole('heading', { name: `Files of ${name}` }),
  ).toBeVisible();
  const file = page.getByText('base/deployment.yaml', { exact: true });
  await file.click();
  await expect(page.getByLabel('base/deployment.yaml')).toContainText(
    'kind: Deployment',
  );
  await screenshot(page, 'deploy-files');
  await expectAccessible(page);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: `Download ${name}.zip` }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`${name}.zip`);
  const archive = await readFile(await download.path());
  // Names of the entries stand in a ZIP archive as they are.
  expect(archive.subarray(0, 2).toString()).toBe('PK');
  expect(archive.includes(`${name}/base/deployment.yaml`)).toBe(true);
  expect(archive.includes(`${name}/runbook.md`)).toBe(true);
});

/** A GPU plan of somebody who knows what they want. */
const gpu = (facts: FormData): FormData => ({
  product: 'NVIDIA-H100-80GB-HBM3',
  tensorParallel: 1,
  pipelineParallel: 1,
  maxModelLen: 8192,
  gpuMemoryUtilization: 0.9,
  dtype: 'bfloat16',
  quantization: null,
  kvCacheDtype: 'auto',
  ...facts,
});

test('a namespace of another team is shown with the reason and refused', async ({
  page,
}) => {
  await openTemplate(page, 'deploy-vllm', {
    model: MODEL,
    name: 'not-mine',
    target: { cluster: 'demo-eu-west', namespace: 'search' },
  });
  const part = page.getByRole('group', { name: 'Cluster and namespace' });
  await expect(part.getByRole('alert')).toContainText('search-relevance');
  await expect(page.getByText(/hf:\/\/Qwen\/Qwen3-32B@/)).toBeVisible();
  await goOn(page);
  // Told at the top and at the field; the form stays where it is.
  await expect(page.getByText(/search-relevance/).nth(1)).toBeVisible();
  await expect(part).toBeVisible();
  await screenshot(page, 'deploy-refused-namespace');
  await part.getByRole('button', { name: /Cluster and namespace/ }).click();
  const other = page.getByRole('option', { name: /demo-eu-west \/ search/ });
  await expect(other).toHaveAttribute('aria-disabled', 'true');
  await expect(other).toContainText('search-relevance');
  const full = page.getByRole('option', { name: /demo-eu-west \/ training/ });
  await expect(full).toHaveAttribute('aria-disabled', 'true');
  await expect(full).toContainText('GPUs are taken');
  await screenshot(page, 'deploy-targets');
});

test('three GPUs and a model that is too large are refused with the reason, and the nearest that fits is one click away', async ({
  page,
}) => {
  await openTemplate(page, 'deploy-vllm', {
    model: MODEL,
    name: 'too-large',
    gpu: gpu({ tensorParallel: 3 }),
  });
  await expect(page.getByText(/hf:\/\/Qwen\/Qwen3-32B@/)).toBeVisible();
  await chooseTarget(page, 'demo-eu-west / support');
  await goOn(page);
  await expect(page.getByText(/does not fit/).first()).toBeVisible();
  await goOn(page);
  await expect(page.getByText(/It does not fit: .*3/).first()).toBeVisible();
  await screenshot(page, 'deploy-refused-three');

  await page.getByRole('button', { name: /Tensor parallel/ }).click();
  await page.getByRole('option', { name: '1', exact: true }).click();
  const length = page.getByRole('textbox', { name: /^Longest request/ });
  await length.fill('40000');
  await expect(
    page.getByRole('status').filter({ hasText: '1 × H100: does not fit' }),
  ).toBeVisible();
  await goOn(page);
  await expect(page.getByText(/It does not fit: /).first()).toBeVisible();
  await screenshot(page, 'deploy-refused-length');
  await page.getByRole('button', { name: 'Plan that' }).click();
  await expect(
    page.getByRole('status').filter({ hasText: /: fits \d+ request/ }),
  ).toBeVisible();
});

test('a model tells where it would fit, and leads to the form with itself in it', async ({
  page,
}) => {
  await openAsGuest(page, '/catalog/default/resource/qwen3-32b/deploy');
  await expect(page.getByText(/^Cheapest that fits: /)).toBeVisible({
    timeout: 60_000,
  });
  await expect(
    page.getByRole('table', { name: /^All GPUs of the fleet/ }),
  ).toBeVisible();
  const link = page.getByRole('link', {
    name: 'Deploy with vLLM model server',
  });
  await expect(link).toBeVisible();
  await screenshot(page, 'model-fit');
  await expectAccessible(page);
  await link.click();
  await expect(page.getByText(/hf:\/\/Qwen\/Qwen3-32B@/)).toBeVisible();
});

test('the planner of the form is readable in the dark and on a narrow screen', async ({
  page,
}) => {
  await chooseTheme(page, 'dark');
  await page.setViewportSize({ width: 800, height: 900 });
  await openTemplate(page, 'deploy-vllm', {
    model: MODEL,
    name: 'in-the-dark',
    target: { cluster: 'demo-eu-west', namespace: 'support' },
  });
  await expect(page.getByText(/GPUs free now on demo-eu-west/)).toBeVisible();
  await screenshot(page, 'deploy-model-dark-narrow');
  await goOn(page);
  await expect(
    page.getByRole('status').filter({ hasText: /: fits \d+ request/ }),
  ).toBeVisible();
  await screenshot(page, 'deploy-gpus-dark-narrow');
});

test('the form speaks German', async ({ page }) => {
  await page.addInitScript(() => window.localStorage.setItem('language', 'de'));
  await openTemplate(page, 'deploy-vllm', {
    model: MODEL,
    name: 'auf-deutsch',
    target: { cluster: 'demo-eu-west', namespace: 'support' },
  });
  await expect(page.getByText(/Jetzt frei auf demo-eu-west/)).toBeVisible();
  await page.getByRole('button', { name: /^(Next|Weiter)$/ }).click();
  await expect(
    page.getByRole('status').filter({ hasText: /: fasst \d+ Anfrage/ }),
  ).toBeVisible();
  await screenshot(page, 'deploy-gpus-german');
});
