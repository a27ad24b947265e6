import { germanCommon } from './german/common';
import { germanCosts } from './german/costs';
import { germanFields } from './german/fields';
import { germanFindings } from './german/findings';
import { germanImports } from './german/imports';
import { germanLineage } from './german/lineage';
import { germanModels } from './german/models';
import { germanPages } from './german/pages';
import { germanRegistryDialogs } from './german/registryDialogs';
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
  ...germanUsage,
};
