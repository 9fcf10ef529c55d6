/** The two languages that everything said to a person exists in. */
export const LANGUAGES = ['en', 'ru'] as const
export type Language = (typeof LANGUAGES)[number]

export function isLanguage(text: string): text is Language {
  return LANGUAGES.some((language) => language === text)
}

/** `EVERTHREAD_LANG`, else the locale's, else English. Unknown values fall through. */
export function pickLanguage(wanted: string | undefined, locale: string | undefined): Language {
  if (wanted !== undefined && isLanguage(wanted)) return wanted
  return locale !== undefined && /^ru([_.-]|$)/i.test(locale) ? 'ru' : 'en'
}
