import {
  useTranslationRef,
  type TranslationFunction,
} from '@backstage/core-plugin-api/alpha';
import { inferenceTranslationRef } from './ref';

/** Says a text of the plugin. */
export type Text = TranslationFunction<(typeof inferenceTranslationRef)['T']>;

/** The plugin's texts in the language of the app. */
export function useText(): Text {
  return useTranslationRef(inferenceTranslationRef).t;
}
