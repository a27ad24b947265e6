import type { Finding } from '@inference-portal/plugin-inference-common';
import { useText, type Text } from '../../translation/useText';
import { shortOwner } from '../states/OwnerName';
import { downloadText } from '../table/downloadText';
import type { SelectedRows } from '../table/selectRows';
import { TableToolbar } from '../table/TableToolbar';
import { NONE, type TableQuery } from '../table/tableQuery';
import { findingsCsv } from './findingsCsv';
import {
  causeNamed,
  confidenceNamed,
  FACETS,
  type FacetName,
} from './findingsQuery';

function valueName(t: Text, facet: FacetName, value: string): string {
  switch (facet) {
    case 'owner':
      return value === NONE ? t('common.unowned') : shortOwner(value);
    case 'cause': {
      const cause = causeNamed(value);
      return cause === null ? value : t(`findings.causes.${cause}`);
    }
    case 'confidence': {
      const confidence = confidenceNamed(value);
      return confidence === null
        ? value
        : t(`findings.confidences.${confidence}`);
    }
    default:
      return value;
  }
}

/** Search, filters and download above the findings. */
export function FindingsToolbar(props: {
  query: TableQuery<FacetName>;
  facets: SelectedRows<Finding, FacetName>['facets'];
  /** What is listed, for the download. */
  rows: readonly Finding[];
  onChange(query: TableQuery<FacetName>): void;
}) {
  const t = useText();
  return (
    <TableToolbar
      search={t('findings.search')}
      placeholder={t('findings.searchPlaceholder')}
      query={props.query}
      facets={FACETS}
      options={props.facets}
      labelOf={name => t(`findings.${name}`)}
      nameOf={(name, value) => valueName(t, name, value)}
      onChange={props.onChange}
      onDownload={() =>
        downloadText('findings.csv', 'text/csv', findingsCsv(props.rows))
      }
    />
  );
}
