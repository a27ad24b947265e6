import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { inferenceTranslationRef } from './ref';
import type { Text } from './Text';

export type { Text };

/** The plugin's texts in the language of the app. */
export function useText(): Text {
  const { t } = useTranslationRef(inferenceTranslationRef);
  return t as unknown as Text;
}
