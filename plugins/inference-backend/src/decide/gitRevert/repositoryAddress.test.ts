import { repositoryAddress } from './repositoryAddress';

describe('repositoryAddress', () => {
  it.each([
    'https://github.com/team/models.git',
    'https://user:secret@github.com/team/models',
    'ssh://git@github.com:22/team/models.git',
    'git@github.com:team/models.git',
  ])('understands %s, and keeps no credentials', text => {
    expect(repositoryAddress(text)).toEqual({
      host: 'github.com',
      path: 'team/models',
      url: 'https://github.com/team/models',
    });
  });

  it('keeps the port of an http address and nested groups', () => {
    expect(
      repositoryAddress('https://git.example.com:8443/a/b/c'),
    ).toMatchObject({ host: 'git.example.com:8443', path: 'a/b/c' });
  });

  it.each(['', 'oci://ghcr.io/team/chart', 'https://github.com/', 'models'])(
    'takes %j for no repository',
    text => {
      expect(repositoryAddress(text)).toBeNull();
    },
  );
});
