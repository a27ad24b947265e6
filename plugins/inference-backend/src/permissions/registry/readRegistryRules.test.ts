import { ConfigReader } from '@backstage/config';
import { readRegistryRules } from './readRegistryRules';

const read = (registry: object) =>
  readRegistryRules(new ConfigReader({ inference: { registry } }));

describe('readRegistryRules', () => {
  it('lets owners write and protects nothing when nothing is configured', () => {
    expect(readRegistryRules(new ConfigReader({}))).toEqual({
      ownersOnly: true,
      admins: [],
      protectedAliases: [],
    });
  });

  it('reads groups as entity refs in lower case', () => {
    expect(
      read({
        access: { ownersOnly: false, admins: ['ML-Platform', 'user:Ada'] },
        protectedAliases: [
          { alias: 'production', approvers: 'group:default/ml-approvers' },
          { alias: 'champion' },
        ],
      }),
    ).toEqual({
      ownersOnly: false,
      admins: ['group:default/ml-platform', 'user:default/ada'],
      protectedAliases: [
        { alias: 'production', approvers: 'group:default/ml-approvers' },
        { alias: 'champion', approvers: null },
      ],
    });
  });

  it.each([
    [{ protectedAlias: [] }, 'protectedAlias'],
    [{ protectedAliases: [{ alias: 'Production' }] }, 'alias'],
    [{ protectedAliases: [{ alias: 'a', approver: 'group:x' }] }, 'approver'],
    [{ protectedAliases: [{ alias: 'a' }, { alias: 'a' }] }, 'twice'],
    [{ access: { admins: ['robot:default/x'] } }, 'access.admins.0'],
    [{ access: { ownersOnly: 'no' } }, 'access.ownersOnly'],
  ])(
    'refuses %j, as a protection must not be lost to a typing mistake',
    (written, hint) => {
      expect(() => read(written)).toThrow(/^inference\.registry/);
      expect(() => read(written)).toThrow(hint);
    },
  );
});
