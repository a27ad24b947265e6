import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createKubeClient } from '../../e2e/control-plane/lib/kube-client.mjs';
import { readConnection } from '../../e2e/control-plane/lib/kubeconfig.mjs';
import { findMissing } from '../../e2e/control-plane/lib/prerequisites.mjs';
import { createProductAccess } from '../../e2e/control-plane/lib/service-account.mjs';
import { startControlPlane } from '../../e2e/control-plane/lib/start.mjs';
import { stopControlPlane } from '../../e2e/control-plane/lib/stop.mjs';

const SETTLE_SECONDS = 900;

/**
 * A Kubernetes control plane of its own with that many nodes and servers, one
 * pod and one GPU each; a change is a release, by a patch of the image.
 */
export async function startRealCluster({ nodes, servers }, { signal }) {
  const missing = findMissing();
  if (missing.length > 0) {
    throw new Error(`--real is not possible here:\n  ${missing.join('\n  ')}`);
  }
  const report = line => console.log(`  ${line}`);
  const name = `bench-${process.pid}`;
  const stop = () => stopControlPlane({ name });
  const plane = await startControlPlane({ name, signal, report });
  try {
    await fill(plane, { nodes, servers }, signal);
    return {
      title: `Kubernetes control plane: ${nodes} nodes, ${servers} servers, ${servers} pods`,
      access: await createProductAccess(plane, { signal }),
      servers,
      plane,
      watched: 'deployments',
      changeTitle: 'a release',
      change: releaser(plane, signal),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function fill(plane, { nodes, servers }, signal) {
  const script = join(import.meta.dirname, '../../e2e/control-plane/fill.mjs');
  const child = spawn(
    process.execPath,
    [
      script,
      `--kubeconfig=${plane.kubeconfig}`,
      `--nodes=${nodes}`,
      `--servers=${servers}`,
      '--max-gpus=1',
      `--wait=${SETTLE_SECONDS}`,
    ],
    { stdio: 'inherit', signal, killSignal: 'SIGINT' },
  );
  return new Promise((onDone, onError) => {
    child.on('error', onError);
    child.on('exit', code =>
      code === 0
        ? onDone()
        : onError(new Error(`filling the plane failed (${code})`)),
    );
  });
}

function releaser(plane, signal) {
  const connection = readConnection(
    plane.kubeconfig,
    join(plane.programs, 'kubectl'),
  );
  const client = createKubeClient(connection, { signal });
  let number = 0;
  return async ({ namespace, name }) => {
    number += 1;
    const image = `vllm/vllm-openai:v0.31.${number}`;
    const at = Date.now();
    const { metadata } = await client.patch(
      `/apis/apps/v1/namespaces/${namespace}/deployments/${name}?fieldManager=bench`,
      [
        {
          op: 'replace',
          path: '/spec/template/spec/containers/0/image',
          value: image,
        },
      ],
    );
    return {
      at,
      resourceVersion: metadata.resourceVersion,
      isVisible: detail => detail.image.reference === image,
    };
  };
}
