import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import {
  DEPLOY_TEMPLATES,
  toDeployTemplates,
  type DeployTemplate,
} from '../../components/Deploy/deployTemplates';

const FIELDS = [
  'kind',
  'metadata.namespace',
  'metadata.name',
  'metadata.title',
];

/** Templates that deploy model servers and that the user may see; none until they are known, as they are only a way on from a page. */
export function useDeployTemplates(): readonly DeployTemplate[] {
  const catalog = useApi(catalogApiRef);
  const { data } = useQuery({
    queryKey: ['deploy-templates'],
    queryFn: () =>
      catalog
        .getEntities({ filter: DEPLOY_TEMPLATES, fields: FIELDS })
        .then(({ items }) => toDeployTemplates(items)),
  });
  return data ?? [];
}
