import type { ModelVersion } from '@inference-portal/plugin-inference-common';
import { parseInstant } from '../../../format/instant';
import { csvText, type CsvColumn } from '../../table/csvText';
import {
  selectRows,
  type RowTraits,
  type SelectedRows,
} from '../../table/selectRows';
import { NONE, type TableQuery } from '../../table/tableQuery';

/** What the table of versions can be narrowed by. */
export const VERSION_FACETS = ['state', 'pinned', 'format'] as const;

/** One of the facets. */
export type VersionFacet = (typeof VERSION_FACETS)[number];

/** Search, filters and order of the table, as they stand in the URL. */
export type VersionsQuery = TableQuery<VersionFacet>;

const traits: RowTraits<ModelVersion, VersionFacet> = {
  facets: VERSION_FACETS,
  facetValues: (version, facet) => {
    switch (facet) {
      case 'state':
        return [version.state];
      case 'pinned':
        return [version.source.pinned ? 'pinned' : 'not-pinned'];
      default:
        return [version.format ?? NONE];
    }
  },
  searchText: version =>
    [
      version.version,
      version.source.uri,
      version.digest,
      version.format,
      version.precision,
      version.quantization,
      version.creator,
      ...version.aliases,
    ]
      .join('\n')
      .toLowerCase(),
  sortKey: (version, column) => {
    switch (column) {
      case 'license':
        return version.license;
      case 'parameters':
        return version.parameters;
      case 'servers':
        return version.servers;
      case 'registered':
        return parseInstant(version.registeredAt);
      case 'source':
        return version.source.uri;
      case 'metrics':
        return version.headlineMetrics[0]?.value ?? null;
      case 'format':
        return [version.format, version.quantization ?? version.precision].join(
          ' ',
        );
      default:
        // Newest first: the order in which people think of versions.
        return -(parseInstant(version.createdAt ?? version.registeredAt) ?? 0);
    }
  },
  tieBreaks: version => [version.version],
};

/** Applies search, filters and order. */
export function selectVersions(
  versions: readonly ModelVersion[],
  query: VersionsQuery,
): SelectedRows<ModelVersion, VersionFacet> {
  return selectRows(versions, query, traits);
}

const COLUMNS: readonly CsvColumn<ModelVersion>[] = [
  { header: 'version', value: v => v.version },
  { header: 'aliases', value: v => v.aliases.join(' ') },
  { header: 'state', value: v => v.state },
  { header: 'retirementReason', value: v => v.retirement?.reason ?? null },
  { header: 'source', value: v => v.source.uri },
  { header: 'pinned', value: v => v.source.pinned },
  { header: 'digest', value: v => v.digest },
  { header: 'format', value: v => v.format },
  { header: 'precision', value: v => v.precision },
  { header: 'quantization', value: v => v.quantization },
  { header: 'parameters', value: v => v.parameters },
  { header: 'license', value: v => v.license },
  { header: 'servers', value: v => v.servers },
  { header: 'createdAt', value: v => v.createdAt },
  { header: 'registeredAt', value: v => v.registeredAt },
  { header: 'registeredBy', value: v => v.registeredBy },
];

/** RFC 4180 text of the versions. */
export function versionsCsv(versions: readonly ModelVersion[]): string {
  return csvText(COLUMNS, versions);
}
