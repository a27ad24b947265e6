import type { PriceRow } from '../../decide/cost/ledger';
import { type LoadedPrices, withoutOverlaps } from './LoadedPrices';
import { type CsvRecord, parseCsv } from './parseCsv';
import { type PriceDraft, readPrice } from './PriceDraft';

/** Own columns, in any order; letter case, blanks, `-` and `_` do not matter. */
const OWN_COLUMNS: { readonly [header: string]: keyof PriceDraft } = {
  cluster: 'cluster',
  instancetype: 'instanceType',
  gpuproduct: 'gpuProduct',
  gpu: 'gpuProduct',
  gpumodel: 'gpuProduct',
  region: 'region',
  capacitytype: 'capacityType',
  capacity: 'capacityType',
  currency: 'currency',
  pernodehour: 'perNodeHour',
  pergpuhour: 'perGpuHour',
  from: 'from',
  effectivefrom: 'from',
  to: 'to',
  effectiveto: 'to',
  note: 'note',
};

function normalized(header: string): string {
  return header.toLowerCase().replace(/[\s_-]+/g, '');
}

/** Prices may be written with the comma of the file's country. */
function decimal(text: string | undefined): string | undefined {
  return text !== undefined && /^-?\d+,\d+$/.test(text.trim())
    ? text.replace(',', '.')
    : text;
}

function ownDraft(
  columns: readonly (keyof PriceDraft | null)[],
  { cells }: CsvRecord,
): PriceDraft {
  const draft: { -readonly [field in keyof PriceDraft]: string } = {};
  columns.forEach((field, index) => {
    const cell = cells[index];
    if (field !== null && cell !== undefined && cell !== '') {
      draft[field] = cell;
    }
  });
  return {
    ...draft,
    perNodeHour: decimal(draft.perNodeHour),
    perGpuHour: decimal(draft.perGpuHour),
  };
}

type Reader = (record: CsvRecord) =>
  | { readonly draft: PriceDraft }
  /** A row of something else than GPUs and their nodes. */
  | { readonly skip: true };

/**
 * OpenCost's columns: `EndTimestamp,InstanceID,Region,AssetClass,InstanceIDField,InstanceType,MarketPriceHourly,Version`. Nodes are told by
 * instance type; rows of class `gpu` carry a product in `InstanceID` where `InstanceIDField` is a product label. Their end is when they were
 * written and ends nothing.
 */
function openCostReader(headers: readonly string[]): Reader {
  const position = (name: string) => headers.indexOf(name);
  return ({ cells }) => {
    const cell = (name: string) => cells[position(name)]?.trim() ?? '';
    const assetClass = cell('assetclass').toLowerCase();
    const price = decimal(cell('marketpricehourly'));
    const region = cell('region') || undefined;
    if (assetClass === 'gpu') {
      return {
        draft: { gpuProduct: cell('instanceid'), region, perGpuHour: price },
      };
    }
    // Rows of single machines have no instance type; such a price belongs on the node itself.
    const instanceType = cell('instancetype');
    return (assetClass === 'node' || assetClass === '') && instanceType !== ''
      ? { draft: { instanceType, region, perNodeHour: price } }
      : { skip: true };
  };
}

function findReader(header: CsvRecord): Reader | string {
  const headers = header.cells.map(normalized);
  if (headers.includes('marketpricehourly')) {
    return openCostReader(headers);
  }
  const columns = headers.map(name => OWN_COLUMNS[name] ?? null);
  const unknown = header.cells.filter((_, index) => columns[index] === null);
  if (unknown.length > 0) {
    return `line ${header.line}: unknown columns ${unknown
      .map(name => `"${name}"`)
      .join(', ')}; known are ${Object.values(OWN_COLUMNS)
      .filter((name, index, all) => all.indexOf(name) === index)
      .join(', ')}, or those of OpenCost`;
  }
  return record => ({ draft: ownDraft(columns, record) });
}

/**
 * Reads a price list out of CSV, with own columns or those of OpenCost. What is wrong is told with file, line and field; a file with
 * anything wrong in it is not used, so that no half of a price list counts.
 */
export function readCsvPrices(
  content: string,
  options: { readonly file: string; readonly currency: string | null },
): LoadedPrices {
  const { file, currency } = options;
  const [header, ...records] = parseCsv(content);
  if (header === undefined) {
    return { rows: [], problems: [`${file}: is empty`] };
  }
  const reader = findReader(header);
  if (typeof reader === 'string') {
    return { rows: [], problems: [`${file} ${reader}`] };
  }
  const problems: string[] = [];
  const rows: PriceRow[] = [];
  for (const record of records) {
    const where = `${file} line ${record.line}`;
    if (record.cells.length > header.cells.length) {
      problems.push(
        `${where}: has ${record.cells.length} cells, the header has ${header.cells.length}`,
      );
      continue;
    }
    const told = reader(record);
    if ('skip' in told) {
      continue;
    }
    const read = readPrice(told.draft, {
      id: `${file}:${record.line}`,
      source: 'csv',
      currency,
      note: where,
    });
    if (read.status === 'valid') {
      rows.push(read.row);
    } else {
      read.problems.forEach(({ field, problem }) =>
        problems.push(
          field === 'price'
            ? `${where}: ${problem}`
            : `${where}, ${field}: ${problem}`,
        ),
      );
    }
  }
  const consistent = withoutOverlaps(distinct(rows), row => row.note ?? row.id);
  const all = [...problems, ...consistent.problems];
  return { rows: all.length > 0 ? [] : consistent.rows, problems: all };
}

/** Rows that say the same of the same nodes are one. */
function distinct(rows: readonly PriceRow[]): readonly PriceRow[] {
  const byContent = new Map<string, PriceRow>();
  for (const row of rows) {
    const { id, note, ...content } = row;
    const key = JSON.stringify(content);
    byContent.set(key, byContent.get(key) ?? row);
  }
  return [...byContent.values()];
}
