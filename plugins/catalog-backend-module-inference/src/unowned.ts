/** Owner of entities that nobody owns: the catalog requires one. */
export const UNOWNED = 'group:default/unowned';
