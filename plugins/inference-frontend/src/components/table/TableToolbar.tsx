import type { ReactNode } from 'react';
import { Button, SearchField } from '@backstage/ui';
import { RiCloseLine, RiDownloadLine } from '@remixicon/react';
import { useText } from '../../translation/useText';
import { FacetMenu } from './FacetMenu';
import type { FacetOption } from './selectRows';
import { isUnfiltered, withoutFilters, type TableQuery } from './tableQuery';
import styles from './toolbar.module.css';

/** Search, facets and download above a table. */
export function TableToolbar<Facet extends string>(props: {
  search: string;
  placeholder: string;
  query: TableQuery<Facet>;
  facets: readonly Facet[];
  options: { readonly [name in Facet]: readonly FacetOption[] };
  labelOf(facet: Facet): string;
  nameOf(facet: Facet, value: string): string;
  onChange(query: TableQuery<Facet>): void;
  onDownload(): void;
  /** What else can be done here. */
  action?: ReactNode;
}) {
  const t = useText();
  const { query, onChange } = props;
  return (
    <div className={styles.toolbar} role="search">
      <SearchField
        className={styles.search}
        size="small"
        aria-label={props.search}
        placeholder={props.placeholder}
        value={query.search}
        onChange={search => onChange({ ...query, search })}
      />
      <div
        className={styles.facets}
        role="group"
        aria-label={t('table.facets')}
      >
        {props.facets.map(name => (
          <FacetMenu
            key={name}
            label={props.labelOf(name)}
            options={props.options[name]}
            selected={query.facets[name]}
            nameOf={value => props.nameOf(name, value)}
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
            onPress={() => onChange(withoutFilters(query, props.facets))}
          >
            {t('table.clear')}
          </Button>
        )}
      </div>
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiDownloadLine />}
        onPress={props.onDownload}
      >
        {t('table.csv')}
      </Button>
      {props.action}
    </div>
  );
}
