import type { PrinterColumn } from '../kinds/ResourceDefinition';
import { isRecord } from '../objects';
import { since } from './cells';
import type { Column, TableCell } from './Column';

const CONDITION =
  /^\.status\.conditions\[\?\(@\.type\s*==\s*["'](\w+)["']\)\]\.(\w+)$/;

/** Columns that a CRD declares. */
export function printerColumns(columns: readonly PrinterColumn[]): Column[] {
  return columns.map(({ name, type, jsonPath, priority }) => ({
    name,
    type,
    ...(priority === undefined ? {} : { priority }),
    cell: (object, nowMs) => {
      const value = valueAt(object, jsonPath);
      if (type === 'date') {
        return typeof value === 'string' ? since(value, nowMs) : '<unknown>';
      }
      return cellOf(value);
    },
  }));
}

/** The value at a JSON path: dotted fields, or a field of the condition of a type. */
export function valueAt(object: unknown, jsonPath: string): unknown {
  const condition = CONDITION.exec(jsonPath);
  if (condition) {
    const [, type, field = ''] = condition;
    const conditions = valueAt(object, '.status.conditions');
    if (!Array.isArray(conditions)) return undefined;
    const found: unknown = conditions.find(
      each => isRecord(each) && each.type === type,
    );
    return isRecord(found) ? found[field] : undefined;
  }
  let value: unknown = object;
  for (const segment of jsonPath.split('.').filter(each => each !== '')) {
    value = isRecord(value) ? value[segment] : undefined;
  }
  return value;
}

function cellOf(value: unknown): TableCell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
