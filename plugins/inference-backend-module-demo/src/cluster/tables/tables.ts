import type { ResourceDefinition } from '../kinds/ResourceDefinition';
import type { KubeObject } from '../objects';
import { builtinTables } from './builtinTables';
import type { Column, TableCell } from './Column';
import { ageOf } from './cells';
import { printerColumns } from './printerColumns';

const NAME: Column = {
  name: 'Name',
  type: 'string',
  format: 'name',
  cell: ({ metadata }) => metadata.name,
};
const CREATED: Column = {
  name: 'Created At',
  type: 'date',
  cell: ({ metadata }) => metadata.creationTimestamp,
};

const AGE: Column = { name: 'Age', type: 'date', cell: ageOf };

function tableOf(definition: ResourceDefinition): readonly Column[] {
  const builtin = definition.builtin
    ? builtinTables.get(definition.kind)
    : undefined;
  if (builtin) return builtin;
  if (definition.columns) return [NAME, ...printerColumns(definition.columns)];
  return [NAME, definition.builtin ? CREATED : AGE];
}

/** `columnDefinitions` of the Table of a kind. */
export function columnsOf(definition: ResourceDefinition): object[] {
  return tableOf(definition).map(
    ({ name, type, format = '', priority = 0 }) => ({
      name,
      type,
      format,
      description: '',
      priority,
    }),
  );
}

/** The cells of an object, as many as the kind has columns. */
export function rowOf(
  definition: ResourceDefinition,
  object: KubeObject,
  nowMs: number,
): TableCell[] {
  return tableOf(definition).map(column => column.cell(object, nowMs));
}
