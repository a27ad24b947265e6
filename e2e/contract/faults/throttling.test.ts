import { TestDatabases } from '@backstage/backend-test-utils';
import { openStores } from '../../../plugins/inference-backend/src/record/__testUtils__/openStores';
import { RealCluster } from '../cluster/RealCluster';
import { until } from '../cluster/until';
import {
  RecordingProxy,
  type RecordedRequest,
} from '../product/RecordingProxy';
import { Fleet } from './Fleet';
import { FlowControlJail } from './FlowControlJail';
import { Portal } from './Portal';
import { TcpProxy } from './TcpProxy';

/** What the API server asks for whom it refuses. */
const RETRY_AFTER_MS = 1_000;
/** Timers of different processes do not end on the same millisecond. */
const TIMER_MS = 20;

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
let cluster: RealCluster;
let recorder: RecordingProxy;
let network: TcpProxy;
let fleet: Fleet;
let portal: Portal;
let jail: FlowControlJail | undefined;

beforeAll(async () => {
  cluster = await RealCluster.open();
  const stores = await openStores(databases, 'SQLITE_3');
  fleet = await Fleet.begin(cluster, stores);
  await fleet.create('chat');
  await fleet.create('rerank');
  recorder = await RecordingProxy.start(cluster.productAccess);
  if (recorder.access.kind !== 'url') throw new Error('no URL');
  network = await TcpProxy.start(recorder.access.url);
  portal = await Portal.start(stores, {
    access: network.through(recorder.access),
  });
  await portal.healthy();
});
afterAll(async () => {
  await portal?.stop();
  await network?.stop();
  await recorder?.stop();
  await jail?.open();
  await cluster?.close();
});

/** Refused lists and watches, by the resource that they are of. */
function refusals(): Map<string, RecordedRequest[]> {
  const byPath = new Map<string, RecordedRequest[]>();
  for (const answer of recorder.requests) {
    const { path, query, status } = answer;
    if (status === 429 && (query.has('watch') || query.has('limit'))) {
      byPath.set(path, [...(byPath.get(path) ?? []), answer]);
    }
  }
  return byPath;
}

describe('priority and fairness', () => {
  it('that refuses the product is named, waited for as long as it asks, and costs no revision', async () => {
    jail = await FlowControlJail.close(cluster);
    network.cut();
    const refused = await portal.complains('throttled', {
      about: /too many \(HTTP 429\)/,
    });
    expect(refused.fix).toMatch(/FlowSchema/);
    await until('refusals in a row', async () =>
      [...refusals().values()].some(answers => answers.length > 2),
    );
    await fleet.roll('chat');
    await fleet.roll('chat');
    await fleet.remove('rerank');
    await fleet.create('ocr');
    await fleet.roll('ocr');
    for (const answers of refusals().values()) {
      answers.slice(1).forEach(({ at }, index) => {
        expect(at - (answers[index]?.at ?? 0)).toBeGreaterThanOrEqual(
          RETRY_AFTER_MS - TIMER_MS,
        );
      });
    }
    await jail.open();
    await portal.healthy();
    await fleet.recorded(portal);
  });
});
