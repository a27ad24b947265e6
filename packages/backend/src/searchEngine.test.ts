import { mockServices } from '@backstage/backend-test-utils';
import { PatientLunrSearchEngine } from './searchEngine';

describe('the search engine in memory', () => {
  const query = { term: 'qwen', types: ['inference-model'] };

  it('finds nothing, and does not fail, before anything was indexed', async () => {
    const engine = new PatientLunrSearchEngine({
      logger: mockServices.logger.mock(),
    });
    expect(await engine.query(query)).toEqual({
      results: [],
      numberOfResults: 0,
    });
  });

  it('finds what was indexed', async () => {
    const engine = new PatientLunrSearchEngine({
      logger: mockServices.logger.mock(),
    });
    const indexer = await engine.getIndexer('inference-model');
    const closed = new Promise(resolve => {
      indexer.on('close', resolve);
    });
    indexer.end({
      title: 'Qwen3 32B 2026-01',
      text: 'hf://Qwen/Qwen3-32B',
      location: '/inference/models/default/qwen3-32b?version=2026-01',
    });
    await closed;
    expect((await engine.query(query)).results).toMatchObject([
      { document: { title: 'Qwen3 32B 2026-01' } },
    ]);
  });
});
