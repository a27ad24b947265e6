import { germanCommon } from './german/common';
import { germanPages } from './german/pages';

/** German texts. `createTranslationRef` refuses a missing key, the tests one too many. */
export default { ...germanCommon, ...germanPages };
