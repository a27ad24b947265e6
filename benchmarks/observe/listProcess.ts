// The raw cost: the bare client lists the same objects, page by page, and keeps nothing.
import { AppsV1Api, CoreV1Api } from '@kubernetes/client-node';
import { bareClient } from './bareClient';

interface ListPage {
  items: unknown[];
  metadata?: { _continue?: string };
}

async function listAll(
  page: (request: { limit: number; _continue?: string }) => Promise<ListPage>,
): Promise<number> {
  let count = 0;
  let next: string | undefined;
  do {
    const result: ListPage = await page({ limit: 500, _continue: next });
    count += result.items.length;
    next = result.metadata?._continue || undefined;
  } while (next);
  return count;
}

async function main() {
  const config = bareClient();
  const core = config.makeApiClient(CoreV1Api);
  const apps = config.makeApiClient(AppsV1Api);
  const startedAt = performance.now();
  const objects =
    (await listAll(request => core.listNode(request))) +
    (await listAll(request => apps.listDeploymentForAllNamespaces(request))) +
    (await listAll(request => apps.listReplicaSetForAllNamespaces(request))) +
    (await listAll(request => core.listPodForAllNamespaces(request)));
  const seconds = (performance.now() - startedAt) / 1000;
  process.send?.({ kind: 'listed', objects, seconds });
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
