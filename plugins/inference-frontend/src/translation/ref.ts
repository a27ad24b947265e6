import { createTranslationRef } from '@backstage/core-plugin-api/alpha';
import { messages } from './messages';

/** All texts of the plugin. English is built in, German is loaded when the app is set to it. */
export const inferenceTranslationRef = createTranslationRef({
  id: 'plugin.inference',
  messages,
  translations: { de: () => import('./de') },
});
