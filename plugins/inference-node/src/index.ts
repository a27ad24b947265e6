/**
 * What other backend modules may add to the inference plugin.
 *
 * @packageDocumentation
 */
export * from './costs';
export * from './kubernetes';
export * from './registries';
export * from './workloads';
export * from './extensionPoints';
