import type { ServerState } from '@inference-portal/plugin-inference-common';
import { useText, type Text } from '../../translation/useText';
import { shortOwner } from '../states/OwnerName';
import { SERVER_STATES } from '../states/serverStates';
import { TableToolbar } from '../table/TableToolbar';
import {
  REGISTRATIONS,
  type FacetOptions,
  type RegistrationValue,
} from './selectServers';
import {
  FACETS,
  NONE,
  type FacetName,
  type ServersQuery,
} from './serversQuery';

function isServerState(value: string): value is ServerState {
  return SERVER_STATES.some(state => state === value);
}

function isRegistration(value: string): value is RegistrationValue {
  return REGISTRATIONS.some(known => known === value);
}

function facetValueName(t: Text, facet: FacetName, value: string): string {
  if (facet === 'owner') {
    return value === NONE ? t('common.unowned') : shortOwner(value);
  }
  if (value === NONE) {
    return t('table.none');
  }
  if (facet === 'registered' && isRegistration(value)) {
    return t(`registration.${value}`);
  }
  return facet === 'state' && isServerState(value)
    ? t(`state.${value}`)
    : value;
}

/** Search, facets and download above the table. */
export function ServersToolbar(props: {
  query: ServersQuery;
  facets: FacetOptions;
  onChange(query: ServersQuery): void;
  onDownload(): void;
}) {
  const t = useText();
  return (
    <TableToolbar
      search={t('servers.search')}
      placeholder={t('servers.searchPlaceholder')}
      query={props.query}
      facets={FACETS}
      options={props.facets}
      labelOf={name => t(`servers.${name}`)}
      nameOf={(name, value) => facetValueName(t, name, value)}
      onChange={props.onChange}
      onDownload={props.onDownload}
    />
  );
}
