// The raw delay: the bare client watches one kind and tells the parent of every event as it comes.
import { AppsV1Api, CoreV1Api, Watch } from '@kubernetes/client-node';
import { bareClient } from './bareClient';

async function main() {
  const config = bareClient();
  const kind = process.argv[2];
  const list =
    kind === 'pods'
      ? await config.makeApiClient(CoreV1Api).listPodForAllNamespaces({
          limit: 1,
        })
      : await config.makeApiClient(AppsV1Api).listDeploymentForAllNamespaces({
          limit: 1,
        });
  const path = kind === 'pods' ? '/api/v1/pods' : '/apis/apps/v1/deployments';
  await new Watch(config).watch(
    path,
    { resourceVersion: list.metadata?.resourceVersion },
    (_type, object) =>
      process.send?.({
        kind: 'seen',
        at: Date.now(),
        resourceVersion: object.metadata.resourceVersion,
      }),
    error => {
      process.stderr.write(`the bare watch ended: ${error}\n`);
      process.exit(1);
    },
  );
  process.send?.({ kind: 'watching' });
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
