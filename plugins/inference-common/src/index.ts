/**
 * Vocabulary shared by the frontend and the backends of the inference portal.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './api';
export * from './costs';
export * from './CostsApi';
export * from './deployments';
export * from './DeploymentsApi';
export * from './findings';
export * from './FindingsApi';
export * from './gpuPlans';
export * from './GpuPlansApi';
export * from './remediations';
export * from './RemediationsApi';
export * from './rollbacks';
export * from './RollbacksApi';
export * from './readiness';
export * from './ReadinessApi';
export * from './releases';
export * from './registry';
export * from './RegistryApi';
export * from './usage';
export * from './permissions';
export * from './client';
export * from './describedModel';
