import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import {
  inferenceDataSourceReadPermission,
  inferenceServerReadPermission,
} from '@inference-portal/plugin-inference-common';
import { SignedInPolicy } from './permissionPolicy';

const user = {
  token: 'token',
  credentials: mockCredentials.user('user:default/ada'),
  info: {
    userEntityRef: 'user:default/ada',
    ownershipEntityRefs: ['user:default/ada', 'group:default/support'],
  },
  identity: {
    type: 'user' as const,
    userEntityRef: 'user:default/ada',
    ownershipEntityRefs: ['user:default/ada', 'group:default/support'],
  },
};
const permissions = [
  inferenceServerReadPermission,
  inferenceDataSourceReadPermission,
  createPermission({
    name: 'catalog.entity.read',
    attributes: { action: 'read' },
    resourceType: 'catalog-entity',
  }),
];

describe('SignedInPolicy', () => {
  it.each(permissions)('allows $name to who signed in', async permission => {
    expect(await new SignedInPolicy().handle({ permission }, user)).toEqual({
      result: AuthorizeResult.ALLOW,
    });
  });

  it.each(permissions)('denies $name to who did not', async permission => {
    expect(await new SignedInPolicy().handle({ permission })).toEqual({
      result: AuthorizeResult.DENY,
    });
  });
});
