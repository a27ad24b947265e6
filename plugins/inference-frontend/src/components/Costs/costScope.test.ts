import {
  groupingOf,
  partsOfVersion,
  scopeFilters,
  WHOLE_FLEET,
  withinScope,
} from './costScope';

describe('the scope of costs', () => {
  it('is grouped by the parts of what is narrowest', () => {
    expect(groupingOf(WHOLE_FLEET)).toBe('owner');
    expect(groupingOf({ ...WHOLE_FLEET, cluster: ['eu-west'] })).toBe('owner');
    expect(groupingOf({ ...WHOLE_FLEET, owner: ['group:default/a'] })).toBe(
      'model',
    );
    expect(groupingOf({ ...WHOLE_FLEET, owner: ['x'], model: ['a/b'] })).toBe(
      'version',
    );
    expect(groupingOf({ ...WHOLE_FLEET, version: ['a/b@1'] })).toBe('server');
    expect(groupingOf({ ...WHOLE_FLEET, server: ['ms1'] })).toBe('pod');
  });

  it('never leaves what a page is fixed to', () => {
    const fixed = { ...WHOLE_FLEET, model: ['default/qwen3-32b'] };
    const chosen = { ...WHOLE_FLEET, model: ['other'], owner: ['x'] };
    expect(withinScope(fixed, chosen)).toEqual({
      ...WHOLE_FLEET,
      model: ['default/qwen3-32b'],
      owner: ['x'],
    });
  });

  it('asks for a version together with its model', () => {
    expect(
      scopeFilters({
        ...WHOLE_FLEET,
        version: ['default/qwen3-32b@2026-10-04'],
      }),
    ).toEqual({ model: ['default/qwen3-32b'], version: ['2026-10-04'] });
    expect(
      scopeFilters({ ...WHOLE_FLEET, version: ['default/qwen3-32b@'] }),
    ).toEqual({ model: ['default/qwen3-32b'], version: ['__none__'] });
    expect(partsOfVersion('default/qwen3-32b@')).toEqual({
      model: 'default/qwen3-32b',
      version: '',
    });
  });

  it('asks for everything without filters', () => {
    expect(scopeFilters(WHOLE_FLEET)).toEqual({});
  });
});
