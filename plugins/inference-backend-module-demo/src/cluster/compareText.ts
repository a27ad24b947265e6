/** Order of bytes, as etcd keeps its keys; the names of Kubernetes are ASCII. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
