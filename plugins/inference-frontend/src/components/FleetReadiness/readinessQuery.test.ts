import {
  parseReadinessQuery,
  readinessSearch,
  toReportQuery,
  withTeam,
} from './readinessQuery';

const parse = (text: string) => parseReadinessQuery(new URLSearchParams(text));

describe('the query of the readiness page', () => {
  it('survives the way through the URL', () => {
    const query = {
      owner: 'group:default/support',
      rule: 'exit-plan',
      rollUp: 2,
    };
    expect(parse(readinessSearch(query).slice(1))).toEqual(query);
    expect(readinessSearch(parse(''))).toBe('?');
  });

  it('takes what makes no sense for the usual', () => {
    const usual = { owner: null, rule: null, rollUp: 0 };
    for (const text of ['rollUp=-1', 'rollUp=21', 'rollUp=x', 'owner=']) {
      expect(parse(text)).toEqual(usual);
    }
  });

  it('asks the backend for nothing that was not chosen', () => {
    expect(toReportQuery(parse(''))).toEqual({});
    expect(toReportQuery(parse('owner=none&rollUp=1'))).toEqual({
      owner: ['none'],
      rollUp: 1,
    });
  });

  it('goes one step down the hierarchy with a team, where there is one', () => {
    const rolled = withTeam(parse('rollUp=1'), 'group:default/engineering');
    expect(rolled).toMatchObject({
      owner: 'group:default/engineering',
      rollUp: 2,
    });
    expect(withTeam(parse(''), null)).toMatchObject({
      owner: 'none',
      rollUp: 0,
    });
  });
});
