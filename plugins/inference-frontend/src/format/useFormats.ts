import { useEffect, useMemo, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { appLanguageApiRef } from '@backstage/core-plugin-api/alpha';
import { createFormats, type Formats } from './createFormats';

/** The browser's regional variant of the app's language: `en-GB` for someone in London who reads the app in English. */
export function regionalLocale(
  language: string,
  preferred: readonly string[],
): string {
  return (
    preferred.find(tag => tag === language || tag.startsWith(`${language}-`)) ??
    language
  );
}

/** The zone (IANA name) that the browser is set to. */
export const READER_TIME_ZONE = new Intl.DateTimeFormat().resolvedOptions()
  .timeZone;

// Building Intl formatters costs more than drawing a row; there are as many of them as languages in use.
const known = new Map<string, Formats>();

function formatsFor(locale: string, timeZone: string): Formats {
  const key = `${locale} ${timeZone}`;
  const formats = known.get(key) ?? createFormats({ locale, timeZone });
  known.set(key, formats);
  return formats;
}

/** Formats in a language of the app, as the browser's region writes it. */
export function formatsIn(
  language: string,
  timeZone: string = READER_TIME_ZONE,
): Formats {
  return formatsFor(regionalLocale(language, navigator.languages), timeZone);
}

/** Formats in the app's language and a time zone (IANA name): the browser's, unless told. */
export function useFormats(timeZone: string = READER_TIME_ZONE): Formats {
  const languageApi = useApi(appLanguageApiRef);
  const [language, setLanguage] = useState(
    () => languageApi.getLanguage().language,
  );
  useEffect(() => {
    const subscription = languageApi
      .language$()
      .subscribe(next => setLanguage(next.language));
    return () => subscription.unsubscribe();
  }, [languageApi]);

  return useMemo(() => formatsIn(language, timeZone), [language, timeZone]);
}
