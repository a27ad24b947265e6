import { germanCommon } from './german/common';
import { germanLineage } from './german/lineage';
import { germanModels } from './german/models';
import { germanPages } from './german/pages';
import { germanRegistryDialogs } from './german/registryDialogs';

/** German texts. `createTranslationRef` refuses a missing key, the tests one too many. */
export default {
  ...germanCommon,
  ...germanPages,
  ...germanModels,
  ...germanRegistryDialogs,
  ...germanLineage,
};
