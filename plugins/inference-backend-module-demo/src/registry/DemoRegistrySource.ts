import type {
  ImportPage,
  RegistrySource,
} from '@inference-portal/plugin-inference-node';
import { createDemoRegistry } from './createDemoRegistry';

/** Models that go into one page of an import. */
const PAGE_SIZE = 5;

/**
 * The registry that the demo's teams kept before the portal, as a module of one's own would add one. It is read once: its dates are told from the
 * start of the demo, so a second reading on another day would tell other dates.
 */
export class DemoRegistrySource implements RegistrySource {
  readonly name = 'demo-registry';
  readonly type = 'other';
  readonly url = 'https://registry.demo.example';

  constructor(private readonly nowMs: number) {}

  async *read({
    bookmark,
    signal,
  }: Parameters<RegistrySource['read']>[0]): AsyncGenerator<ImportPage> {
    const models = createDemoRegistry(this.nowMs);
    const begin = bookmark === null ? 0 : Number(bookmark);
    for (let start = begin; start < models.length; start += PAGE_SIZE) {
      signal.throwIfAborted();
      const page = models.slice(start, start + PAGE_SIZE);
      yield { models: page, bookmark: String(start + page.length) };
    }
  }

  async findVersion(): Promise<string> {
    return 'demo';
  }
}
