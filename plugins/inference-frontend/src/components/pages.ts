export { CostsPage } from './Costs/CostsPage';
export { DataSourcesPage } from './DataSources/DataSourcesPage';
export { FindingsSection } from './Findings/FindingsSection';
export { PageContent } from './layout/PageContent';
export { ModelsSection } from './Models/ModelsSection';
export { OverviewPage } from './Overview/OverviewPage';
export { RollbacksSection } from './Rollbacks/RollbacksSection';
export { ServersSection } from './Servers/ServersSection';
