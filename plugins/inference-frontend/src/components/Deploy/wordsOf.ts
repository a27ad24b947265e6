import type { ApiHolder } from '@backstage/core-plugin-api';
import {
  appLanguageApiRef,
  translationApiRef,
} from '@backstage/core-plugin-api/alpha';
import type { Formats } from '../../format/createFormats';
import { formatsIn } from '../../format/useFormats';
import { inferenceTranslationRef } from '../../translation/ref';
import type { Text } from '../../translation/useText';

/** Texts and formats in the language of the app, where there is no component to ask for them. */
export async function wordsOf(
  apis: ApiHolder,
): Promise<{ readonly t: Text; readonly formats: Formats }> {
  const translations = apis.get(translationApiRef);
  if (translations === undefined) {
    throw new Error('The app has no API of translations.');
  }
  const language = apis.get(appLanguageApiRef)?.getLanguage().language ?? 'en';
  const t = await new Promise<Text>(resolve => {
    const now = translations.getTranslation(inferenceTranslationRef);
    if (now.ready) {
      resolve(now.t as unknown as Text);
      return;
    }
    const subscription = translations
      .translation$(inferenceTranslationRef)
      .subscribe(next => {
        if (next.ready) {
          subscription.unsubscribe();
          resolve(next.t as unknown as Text);
        }
      });
  });
  return { t, formats: formatsIn(language) };
}
