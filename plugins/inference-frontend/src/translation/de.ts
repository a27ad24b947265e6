import { germanChanges } from './german/changes';
import { germanCommon } from './german/common';
import { germanCosts } from './german/costs';
import { germanDeploy } from './german/deploy';
import { germanFields } from './german/fields';
import { germanFindingReasons } from './german/findingReasons';
import { germanFindings } from './german/findings';
import { germanImports } from './german/imports';
import { germanLineage } from './german/lineage';
import { germanModels } from './german/models';
import { germanPages } from './german/pages';
import { germanPlanner } from './german/planner';
import { germanPlannedCache } from './german/plannedCache';
import { germanReadiness } from './german/readiness';
import { germanRegistryDialogs } from './german/registryDialogs';
import { germanReleases } from './german/releases';
import { germanRollbacks } from './german/rollbacks';
import { germanSearch } from './german/search';
import { germanUsage } from './german/usage';

/** German texts. `createTranslationRef` refuses a missing key, the tests one too many. */
export default {
  ...germanCommon,
  ...germanPages,
  ...germanModels,
  ...germanRegistryDialogs,
  ...germanLineage,
  ...germanCosts,
  ...germanFields,
  ...germanImports,
  ...germanSearch,
  ...germanFindings,
  ...germanFindingReasons,
  ...germanUsage,
  ...germanPlannedCache,
  ...germanReadiness,
  ...germanChanges,
  ...germanRollbacks,
  ...germanReleases,
  ...germanPlanner,
  ...germanDeploy,
};
