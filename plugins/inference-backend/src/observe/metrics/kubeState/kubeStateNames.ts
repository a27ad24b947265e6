/** How kube-state-metrics writes names of resources and labels. */
export function flattened(name: string): string {
  return name.replace(/[^a-zA-Z0-9_]/g, '_');
}

/** The GPU resource that kube-state-metrics calls `flat`, such as `nvidia_com_mig_1g_10gb`; null for anything else. */
export function gpuResourceOf(flat: string): string | null {
  switch (flat) {
    case 'nvidia_com_gpu':
      return 'nvidia.com/gpu';
    case 'nvidia_com_gpu_shared':
      return 'nvidia.com/gpu.shared';
    case 'amd_com_gpu':
      return 'amd.com/gpu';
    default: {
      const mig = /^nvidia_com_mig_(\d+g)_(\d+gb)(?:_(\w+))?$/.exec(flat);
      const [, compute, memory, suffix] = mig ?? [];
      return compute === undefined
        ? null
        : `nvidia.com/mig-${compute}.${memory}${
            suffix === undefined ? '' : `.${suffix}`
          }`;
    }
  }
}

/** The labels of `names` that the labels of `kube_node_labels` stand for. */
export function unflattenLabels(
  series: { readonly [label: string]: string },
  names: readonly string[],
): { readonly [name: string]: string } {
  return Object.fromEntries(
    names.flatMap(name => {
      const value = series[`label_${flattened(name)}`];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** A regular expression that matches exactly these texts. */
export function anyOf(texts: readonly string[]): string {
  return texts
    .map(text =>
      text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/["\\]/g, '\\$&'),
    )
    .join('|');
}
