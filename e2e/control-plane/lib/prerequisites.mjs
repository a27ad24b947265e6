import { spawnSync } from 'node:child_process';

/**
 * What a control plane needs and this machine does not have, in words that say
 * how to get it; empty when nothing is missing.
 *
 * @param {(program: string, argument: string) => boolean} isThere whether a program can be run
 */
export function findMissing(env = process.env, isThere = canRun) {
  const missing = [];
  if (!env.KUBEBUILDER_ASSETS && !isThere('go', 'version')) {
    missing.push(
      'Go, or Kubernetes programs that are built already. Either install Go (https://go.dev/doc/install), which builds them once, 10 to 25 minutes on two cores; ' +
        'or set KUBEBUILDER_ASSETS to a folder with etcd, kube-apiserver, kube-controller-manager, kube-scheduler, kubectl, kwok and its stages.',
    );
  }
  if (!isThere('openssl', 'version')) {
    missing.push(
      'openssl, which makes the certificates. Install it with your package manager.',
    );
  }
  return missing;
}

function canRun(program, argument) {
  return spawnSync(program, [argument], { stdio: 'ignore' }).status === 0;
}
