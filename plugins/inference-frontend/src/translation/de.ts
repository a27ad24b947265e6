import { germanCommon } from './german/common';
import { germanCosts } from './german/costs';
import { germanFields } from './german/fields';
import { germanImports } from './german/imports';
import { germanLineage } from './german/lineage';
import { germanModels } from './german/models';
import { germanPages } from './german/pages';
import { germanRegistryDialogs } from './german/registryDialogs';
import { germanSearch } from './german/search';

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
};
