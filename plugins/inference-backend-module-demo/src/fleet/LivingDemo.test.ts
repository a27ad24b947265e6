import { createDemoCluster } from '../standalone';
import { createDemoFleet } from './DemoFleet';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from './durations';
import { LivingDemo } from './LivingDemo';

const nowMs = Date.UTC(2026, 10, 18, 14, 30);

/** Names of all pods and the size of the autoscaled server, minute by minute. */
function watch(minutes: number) {
  let clockMs = nowMs;
  const clock = () => clockMs;
  const fleet = createDemoFleet({ seed: 7, nowMs });
  const clusters = {
    'demo-eu-west': createDemoCluster(fleet, 'demo-eu-west', clock),
    'demo-us-east': createDemoCluster(fleet, 'demo-us-east', clock),
  };
  const living = new LivingDemo({ fleet, clusters, clock });
  const list = Object.values(clusters);
  const podsOf = () =>
    list.flatMap(c => c.list({ apiVersion: 'v1', kind: 'Pod' }));
  const before = new Set(podsOf().map(pod => pod.metadata.uid));
  const sizes = new Set<unknown>();
  for (; clockMs < nowMs + minutes * MINUTE_MS; clockMs += 20 * SECOND_MS) {
    living.tick(clockMs);
    for (const cluster of list) cluster.tick(clockMs);
    const spec = clusters['demo-eu-west'].get({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: 'search',
      name: 'search-embeddings',
    })?.spec as { replicas?: unknown };
    sizes.add(spec.replicas);
  }
  const fresh = podsOf()
    .map(pod => pod.metadata)
    .filter(meta => !before.has(meta.uid));
  return { fresh: fresh.map(meta => meta.name).sort(), sizes };
}

describe('LivingDemo', () => {
  it('replaces a few pods and scales one server within two hours', () => {
    const { fresh, sizes } = watch((2 * HOUR_MS) / MINUTE_MS);
    const replaced = fresh.filter(
      name => !name.startsWith('search-embeddings'),
    );
    expect(replaced.length).toBeGreaterThanOrEqual(3);
    expect(replaced.length).toBeLessThanOrEqual(6);
    expect(sizes.size).toBeGreaterThan(1);
    for (const size of sizes) expect([2, 3, 4]).toContain(size);
  });

  it('leaves the story alone in its first minutes', () => {
    expect(watch(1).fresh).toEqual([]);
  });
});
