import { join } from 'node:path';

/** The programs' command lines, from where their files are and their ports. */

export function etcdFlags({ folder, ports }) {
  const client = `http://127.0.0.1:${ports.etcd}`;
  const peer = `http://127.0.0.1:${ports.etcdPeer}`;
  return [
    '--name=default',
    `--data-dir=${join(folder, 'etcd')}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
    // The data lives no longer than a test.
    '--unsafe-no-fsync',
    '--log-level=warn',
  ];
}

export function apiServerFlags({ pki, ports }) {
  return [
    `--etcd-servers=http://127.0.0.1:${ports.etcd}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    `--secure-port=${ports.apiServer}`,
    ...servingCertificate(pki),
    `--client-ca-file=${join(pki, 'ca.crt')}`,
    `--service-account-key-file=${join(pki, 'service-account.key')}`,
    `--service-account-signing-key-file=${join(pki, 'service-account.key')}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    '--authorization-mode=Node,RBAC',
    '--service-cluster-ip-range=10.96.0.0/16',
    '--endpoint-reconciler-type=none',
    // Without these the other programs log an error every few seconds; with one
    // authority for both uses the server insists on the allowed names.
    `--requestheader-client-ca-file=${join(pki, 'ca.crt')}`,
    '--requestheader-allowed-names=front-proxy-client',
    '--requestheader-username-headers=X-Remote-User',
    '--requestheader-group-headers=X-Remote-Group',
    '--requestheader-extra-headers-prefix=X-Remote-Extra-',
  ];
}

export function controllerManagerFlags({ folder, pki, ports }) {
  return [
    ...controllerFlags('kube-controller-manager', folder, pki),
    `--secure-port=${ports.controllerManager}`,
    `--service-account-private-key-file=${join(pki, 'service-account.key')}`,
    `--root-ca-file=${join(pki, 'ca.crt')}`,
    '--use-service-account-credentials=true',
    // The defaults hold a fleet of thousands back for minutes.
    '--kube-api-qps=500',
    '--kube-api-burst=1000',
    '--concurrent-deployment-syncs=20',
    '--concurrent-replicaset-syncs=20',
  ];
}

export function schedulerFlags({ folder, pki, ports }) {
  return [
    ...controllerFlags('kube-scheduler', folder, pki),
    `--secure-port=${ports.scheduler}`,
    '--kube-api-qps=500',
    '--kube-api-burst=1000',
  ];
}

export function kwokFlags({ folder, ports }) {
  return [
    `--kubeconfig=${join(folder, 'kubeconfig')}`,
    `--config=${join(folder, 'stages.yaml')}`,
    '--manage-all-nodes=false',
    '--manage-nodes-with-annotation-selector=kwok.x-k8s.io/node=fake',
    `--server-address=127.0.0.1:${ports.kwok}`,
    '--node-lease-duration-seconds=40',
    '--v=WARN',
    // The default range holds 254 pods.
    '--cidr=10.244.0.1/16',
  ];
}

/** It listens on all interfaces: there is no flag for the address. */
export function rolloutsControllerFlags({ folder, ports }) {
  return [
    `--kubeconfig=${join(folder, 'kubeconfig')}`,
    `--healthzPort=${ports.rolloutsController}`,
    `--metricsPort=${ports.rolloutsMetrics}`,
    '--leader-elect=false',
    '--qps=500',
    '--burst=1000',
    '--loglevel=warn',
  ];
}

function controllerFlags(program, folder, pki) {
  const kubeconfig = join(folder, `${program}.kubeconfig`);
  return [
    `--kubeconfig=${kubeconfig}`,
    `--authentication-kubeconfig=${kubeconfig}`,
    `--authorization-kubeconfig=${kubeconfig}`,
    '--bind-address=127.0.0.1',
    ...servingCertificate(pki),
    '--leader-elect=false',
  ];
}

function servingCertificate(pki) {
  return [
    `--tls-cert-file=${join(pki, 'kube-apiserver.crt')}`,
    `--tls-private-key-file=${join(pki, 'kube-apiserver.key')}`,
  ];
}
