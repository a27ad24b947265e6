import { modelServer } from '../../__fixtures__/servers';
import { serversCsv } from './serversCsv';

const lineOf = (server: ReturnType<typeof modelServer>) =>
  serversCsv([server]).split('\r\n')[1];

describe('serversCsv', () => {
  it('writes a header and one line for each server', () => {
    const lines = serversCsv([modelServer(), modelServer({ id: 'x' })]).split(
      '\r\n',
    );
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^id,name,owner,model/);
  });

  it('leaves unknown values empty instead of writing 0', () => {
    const server = modelServer();
    const line = lineOf({ ...server, gpus: { ...server.gpus, held: null } });
    expect(line).toContain(',2,,H100,');
    expect(line).toContain(',,,,,,,,,serving,');
    const used = serversCsv([
      {
        ...server,
        usage: {
          serverId: server.id,
          requests: 0,
          errors: null,
          latencyMs: null,
        },
      },
    ]);
    const priced = serversCsv([
      { ...server, perDay: { currency: 'USD', micros: 166_400_000 } },
    ]);
    const judged = serversCsv([
      {
        ...server,
        readiness: { pass: 18, fail: 0, unknown: 3, notApplicable: 2 },
      },
    ]);
    expect(priced).toContain(',166.4,USD,,,,serving,');
    expect(used).toContain(',0,,,,,,,,serving,');
    expect(judged).toContain(',,18,0,3,serving,');
  });

  it('quotes commas, quotes and line breaks', () => {
    expect(lineOf(modelServer({ stateReason: 'a "b",\nc' }))).toContain(
      '"a ""b"",\nc"',
    );
  });

  it('keeps a name from being run as a formula', () => {
    expect(lineOf(modelServer({ name: '=1+1' }))).toContain(",'=1+1,");
  });
});
