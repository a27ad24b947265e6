import { PluginHeader } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { RiCpuLine } from '@remixicon/react';
import { Navigate, Route, Routes } from 'react-router-dom';
import {
  costsRouteRef,
  dataSourcesRouteRef,
  findingsRouteRef,
  modelsRouteRef,
  plannerRouteRef,
  readinessRouteRef,
  rollbacksRouteRef,
  rootRouteRef,
  serversRouteRef,
} from '../../routes';
import { useText } from '../../translation/useText';
import { CostsPage } from '../Costs/CostsPage';
import { DataSourcesPage } from '../DataSources/DataSourcesPage';
import { FindingsSection } from '../Findings/FindingsSection';
import { PageContent } from '../layout/PageContent';
import { ModelsSection } from '../Models/ModelsSection';
import { ReadinessPage } from '../FleetReadiness/ReadinessPage';
import { OverviewPage } from '../Overview/OverviewPage';
import { PlannerPage } from '../Planner/PlannerPage';
import { RollbacksSection } from '../Rollbacks/RollbacksSection';
import { ServersSection } from '../Servers/ServersSection';

/** The plugin's page for apps of the old frontend system, which have no header of their own to offer. */
export function LegacyInferencePage() {
  const t = useText();
  const root = useRouteRef(rootRouteRef)();
  const servers = useRouteRef(serversRouteRef)();
  const models = useRouteRef(modelsRouteRef)();
  const costs = useRouteRef(costsRouteRef)();
  const findings = useRouteRef(findingsRouteRef)();
  const readiness = useRouteRef(readinessRouteRef)();
  const rollbacks = useRouteRef(rollbacksRouteRef)();
  const planner = useRouteRef(plannerRouteRef)();
  const dataSources = useRouteRef(dataSourcesRouteRef)();
  return (
    <>
      <PluginHeader
        title={t('page.title')}
        icon={<RiCpuLine />}
        titleLink={root}
        tabs={[
          {
            id: 'overview',
            label: t('page.overview'),
            href: `${root}/overview`,
            matchStrategy: 'prefix',
          },
          {
            id: 'servers',
            label: t('page.servers'),
            href: servers,
            matchStrategy: 'prefix',
          },
          {
            id: 'models',
            label: t('page.models'),
            href: models,
            matchStrategy: 'prefix',
          },
          {
            id: 'costs',
            label: t('costs.tab'),
            href: costs,
            matchStrategy: 'prefix',
          },
          {
            id: 'findings',
            label: t('findings.tab'),
            href: findings,
            matchStrategy: 'prefix',
          },
          {
            id: 'readiness',
            label: t('readiness.tab'),
            href: readiness,
            matchStrategy: 'prefix',
          },
          {
            id: 'rollbacks',
            label: t('rollback.tab'),
            href: rollbacks,
            matchStrategy: 'prefix',
          },
          {
            id: 'planner',
            label: t('planner.tab'),
            href: planner,
            matchStrategy: 'prefix',
          },
          {
            id: 'data-sources',
            label: t('page.dataSources'),
            href: dataSources,
            matchStrategy: 'prefix',
          },
        ]}
      />
      <PageContent>
        <Routes>
          <Route index element={<Navigate to="overview" replace />} />
          <Route path="overview/*" element={<OverviewPage />} />
          <Route path="servers/*" element={<ServersSection />} />
          <Route path="models/*" element={<ModelsSection />} />
          <Route path="costs/*" element={<CostsPage />} />
          <Route path="findings/*" element={<FindingsSection />} />
          <Route path="readiness/*" element={<ReadinessPage />} />
          <Route path="rollbacks/*" element={<RollbacksSection />} />
          <Route path="planner/*" element={<PlannerPage />} />
          <Route path="data-sources/*" element={<DataSourcesPage />} />
        </Routes>
      </PageContent>
    </>
  );
}
