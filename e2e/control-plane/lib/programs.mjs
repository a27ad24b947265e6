import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const modulesFolder = join(import.meta.dirname, '..');

/**
 * One entry per Go module beside this folder. `files` are folders of the main
 * dependency whose YAML is copied next to the programs.
 *
 * Clients and kwok decide by the version that the API server reports, and an
 * unstamped one calls itself v0.0.0-master: hence `linkerVariables`.
 */
export const groups = {
  kubernetes: {
    module: 'k8s.io/kubernetes',
    programs: {
      'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
      'kube-controller-manager':
        'k8s.io/kubernetes/cmd/kube-controller-manager',
      'kube-scheduler': 'k8s.io/kubernetes/cmd/kube-scheduler',
      kubectl: 'k8s.io/kubernetes/cmd/kubectl',
      etcd: 'go.etcd.io/etcd/server/v3',
    },
    linkerVariables: kubernetesLinkerVariables,
  },
  kwok: {
    module: 'sigs.k8s.io/kwok',
    programs: { kwok: 'sigs.k8s.io/kwok/cmd/kwok' },
    linkerVariables: version => ({
      'sigs.k8s.io/kwok/pkg/consts.Version': version,
    }),
    files: { stages: 'kustomize/stage' },
  },
  'argo-rollouts': {
    module: 'github.com/argoproj/argo-rollouts',
    programs: {
      'rollouts-controller':
        'github.com/argoproj/argo-rollouts/cmd/rollouts-controller',
    },
    linkerVariables: version => ({
      'github.com/argoproj/argo-rollouts/utils/version.version': version,
    }),
    files: { 'argo-rollouts-crds': 'manifests/crds' },
  },
  prometheus: {
    module: 'github.com/prometheus/prometheus',
    programs: {
      prometheus: 'github.com/prometheus/prometheus/cmd/prometheus',
      promtool: 'github.com/prometheus/prometheus/cmd/promtool',
    },
    tags: ['remove_all_sd'],
    linkerVariables: version => ({
      'github.com/prometheus/common/version.Version':
        prometheusReleaseOf(version),
    }),
  },
};

/** What a group leaves in the cache folder: programs first, then folders. */
export function artifactsOf(group) {
  return [...Object.keys(group.programs), ...Object.keys(group.files ?? {})];
}

export function requiredVersion(groupName) {
  const { module } = groups[groupName];
  const goMod = readFileSync(join(modulesFolder, groupName, 'go.mod'), 'utf8');
  const line = goMod
    .split('\n')
    .map(text => text.trim().replace(/^require /, ''))
    .find(text => text.startsWith(`${module} v`));
  if (!line) {
    throw new Error(`${groupName}/go.mod requires no version of ${module}`);
  }
  return line.split(' ')[1];
}

function kubernetesLinkerVariables(version) {
  const [major, minor] = version.slice(1).split('.');
  const stamp = {
    gitVersion: version,
    gitMajor: major,
    gitMinor: minor,
    gitTreeState: 'clean',
  };
  return Object.fromEntries(
    ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap(
      path =>
        Object.entries(stamp).map(([name, value]) => [
          `${path}.${name}`,
          value,
        ]),
    ),
  );
}

/** Prometheus publishes release 3.13.5 as Go module version v0.313.5. */
function prometheusReleaseOf(moduleVersion) {
  return moduleVersion.replace(
    /^v0\.(\d)(\d+)\.(\d+)$/,
    (_, major, minor, patch) => `${major}.${Number(minor)}.${patch}`,
  );
}
