import { Button, SearchField } from '@backstage/ui';
import { RiCloseLine, RiDownloadLine } from '@remixicon/react';
import type { ServerState } from '@inference-portal/plugin-inference-common';
import { useText, type Text } from '../../translation/useText';
import { shortOwner } from '../states/OwnerName';
import { SERVER_STATES } from '../states/serverStates';
import { FacetMenu } from './FacetMenu';
import type { FacetOptions } from './selectServers';
import {
  FACETS,
  NONE,
  isUnfiltered,
  type FacetName,
  type ServersQuery,
} from './serversQuery';
import styles from './Servers.module.css';

function isServerState(value: string): value is ServerState {
  return SERVER_STATES.some(state => state === value);
}

function facetValueName(t: Text, facet: FacetName, value: string): string {
  if (facet === 'owner') {
    return value === NONE ? t('common.unowned') : shortOwner(value);
  }
  if (value === NONE) {
    return t('servers.none');
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
  const { query, onChange } = props;
  return (
    <div className={styles.toolbar} role="search">
      <SearchField
        className={styles.search}
        size="small"
        aria-label={t('servers.search')}
        placeholder={t('servers.searchPlaceholder')}
        value={query.search}
        onChange={search => onChange({ ...query, search })}
      />
      <div
        className={styles.facets}
        role="group"
        aria-label={t('servers.facets')}
      >
        {FACETS.map(name => (
          <FacetMenu
            key={name}
            label={t(`servers.${name}`)}
            options={props.facets[name]}
            selected={query.facets[name]}
            nameOf={value => facetValueName(t, name, value)}
            onChange={selected =>
              onChange({
                ...query,
                facets: { ...query.facets, [name]: selected },
              })
            }
          />
        ))}
        {!isUnfiltered(query) && (
          <Button
            size="small"
            variant="tertiary"
            iconStart={<RiCloseLine />}
            onPress={() => onChange(withoutFilters(query))}
          >
            {t('servers.clear')}
          </Button>
        )}
      </div>
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiDownloadLine />}
        onPress={props.onDownload}
      >
        {t('servers.csv')}
      </Button>
    </div>
  );
}

/** The same order with nothing searched or filtered. */
export function withoutFilters(query: ServersQuery): ServersQuery {
  const none: ReadonlySet<string> = new Set();
  return {
    ...query,
    search: '',
    facets: {
      owner: none,
      state: none,
      cluster: none,
      namespace: none,
      runtime: none,
      product: none,
    },
  };
}
