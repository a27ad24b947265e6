const SYSTEM = /^kube-/;

/** Whether a namespace is Kubernetes' own, where nobody deploys. */
export function isSystemNamespace(name: string): boolean {
  return SYSTEM.test(name);
}
