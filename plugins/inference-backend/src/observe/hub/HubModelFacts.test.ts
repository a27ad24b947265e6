import { mockServices } from '@backstage/backend-test-utils';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HubModelFacts, readHubSettings } from './HubModelFacts';

const CONFIG = {
  model_type: 'mistral3',
  text_config: {
    num_hidden_layers: 40,
    num_attention_heads: 32,
    num_key_value_heads: 8,
    head_dim: 128,
    hidden_size: 5120,
    vocab_size: 131072,
    max_position_embeddings: 131072,
    sliding_window: null,
  },
};

describe('HubModelFacts', () => {
  let server: Server;
  let url: string;
  let asked: string[];
  let now: number;

  beforeEach(async () => {
    asked = [];
    now = 0;
    server = createServer((req, res) => {
      asked.push(`${req.url} ${req.headers.authorization ?? '-'}`);
      if (req.url === '/acme/house/resolve/main/config.json') {
        res.end(JSON.stringify(CONFIG));
      } else if (req.url === '/api/models/acme/house') {
        res.end(JSON.stringify({ safetensors: { total: 24_011_361_280 } }));
      } else if (req.url === '/acme/broken/resolve/main/config.json') {
        res.end('[');
      } else {
        res.writeHead(401).end();
      }
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(
    () => new Promise<void>(resolve => void server.close(() => resolve())),
  );

  const facts = () =>
    new HubModelFacts({
      settings: { url, token: 'hf_x', timeoutMs: 5000 },
      logger: mockServices.logger.mock(),
      now: () => now,
    });

  it('reads the architecture and the number of parameters, once an hour', async () => {
    const hub = facts();
    const found = await hub.find('acme/house');
    expect(found).toMatchObject({
      layers: 40,
      kvHeads: 8,
      headDim: 128,
      slidingWindow: null,
      parametersBillions: 24.01136128,
    });
    await hub.find('acme/house');
    expect(asked).toHaveLength(2);
    expect(asked[0]).toContain('Bearer hf_x');
    now = 3_600_001;
    await hub.find('acme/house');
    expect(asked).toHaveLength(4);
  });

  it('tells nothing of models that the hub hides or has no config of', async () => {
    expect(await facts().find('acme/secret')).toBeNull();
    expect(await facts().find('acme/broken')).toBeNull();
  });

  it('asks for no id that could lead elsewhere', async () => {
    for (const id of ['../../etc', 'acme/../x', 'house', 'a/b/c', 'a/b?x=1']) {
      expect(await facts().find(id)).toBeNull();
    }
    expect(asked).toEqual([]);
  });

  it('is off unless it is switched on', () => {
    const read = (data: object) =>
      readHubSettings(mockServices.rootConfig({ data: { inference: data } }));
    expect(read({})).toBeNull();
    expect(read({ planner: { huggingFace: { enabled: false } } })).toBeNull();
    expect(read({ planner: { huggingFace: { enabled: true } } })).toEqual({
      url: 'https://huggingface.co',
      token: null,
      timeoutMs: 5000,
    });
  });
});
