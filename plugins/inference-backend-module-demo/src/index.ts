/**
 * A demo fleet for the inference plugin: two simulated Kubernetes clusters and a Prometheus, over real HTTP.
 *
 * @packageDocumentation
 */
export { inferenceModuleDemo as default } from './module';
export { startDemoServers } from './standalone';
export type { DemoServers, DemoServersOptions } from './standalone';
export type { DemoConfig } from './config';
