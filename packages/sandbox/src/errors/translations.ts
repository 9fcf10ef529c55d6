/**
 * What Meta says to the user of an app, in the user's language: `error_user_title` and `error_user_msg` are translated,
 * `message` never is (threads-api.md §3.1). That French and Korean exist was seen; the wordings are ours.
 */
import type { META_ERRORS } from './catalogue.ts'

export type Language = 'en' | 'fr' | 'ko' | 'ru'

type Row = (typeof META_ERRORS)[keyof typeof META_ERRORS]
type TitleOf<R> = R extends { readonly title: infer Title extends string } ? Title : never
type UserMessageOf<R> = R extends { readonly userMessage: infer Text extends string } ? Text : never

/** Every title and user message of the catalogue, in English as the rows have it: a row without a translation does not compile. */
type UserText = TitleOf<Row> | UserMessageOf<Row>

export const TRANSLATIONS: Readonly<Record<UserText, Readonly<Record<Exclude<Language, 'en'>, string>>>> = {
  'Media Not Found': {
    fr: 'Contenu multimédia introuvable',
    ko: '미디어를 찾을 수 없음',
    ru: 'Публикация не найдена',
  },
  'The media with id %id% cannot be found.': {
    fr: 'Impossible de trouver le contenu multimédia dont l’identifiant est %id%.',
    ko: 'ID가 %id%인 미디어를 찾을 수 없습니다.',
    ru: 'Не удалось найти публикацию с идентификатором %id%.',
  },
  'Invalid Carousel Children': {
    fr: 'Éléments de carrousel non valides',
    ko: '잘못된 슬라이드 항목',
    ru: 'Недопустимые элементы карусели',
  },
  'The children with IDs %ids% are invalid, nonexistent, or expired.': {
    fr: 'Les éléments portant les identifiants %ids% sont non valides, inexistants ou expirés.',
    ko: 'ID가 %ids%인 항목이 잘못되었거나 존재하지 않거나 만료되었습니다.',
    ru: 'Элементы с идентификаторами %ids% недопустимы, не существуют или устарели.',
  },
  'Topic Tag Not Permitted': {
    fr: 'Thème non autorisé',
    ko: '허용되지 않는 주제 태그',
    ru: 'Тема не разрешена',
  },
  'Invalid Link Attachment': {
    fr: 'Lien joint non valide',
    ko: '잘못된 링크 첨부',
    ru: 'Недопустимая вложенная ссылка',
  },
  'Media download has failed.': {
    fr: 'Le téléchargement du contenu multimédia a échoué.',
    ko: '미디어를 다운로드하지 못했습니다.',
    ru: 'Не удалось загрузить файл.',
  },
  'The media could not be fetched from this URI: %url%': {
    fr: 'Impossible de récupérer le contenu multimédia à partir de cet URI : %url%',
    ko: '다음 URI에서 미디어를 가져올 수 없습니다: %url%',
    ru: 'Не удалось получить файл по этому адресу: %url%',
  },
  'App Does Not Have Sufficient Access Tier': {
    fr: 'Le niveau d’accès de l’application est insuffisant',
    ko: '앱의 액세스 등급이 충분하지 않음',
    ru: 'Недостаточный уровень доступа приложения',
  },
  'This app needs to be approved in app review before it can use this feature.': {
    fr: 'Cette application doit être approuvée par le contrôle app avant de pouvoir utiliser cette fonctionnalité.',
    ko: '이 기능을 사용하려면 먼저 앱 검수에서 승인을 받아야 합니다.',
    ru: 'Чтобы использовать эту функцию, приложение должно пройти проверку.',
  },
  'Threads API Rate Limit Exceeded': {
    fr: 'Limite de débit de l’API Threads dépassée',
    ko: 'Threads API 요청 한도 초과',
    ru: 'Превышен лимит запросов к API Threads',
  },
  'Invalid authorization code specified': {
    fr: 'Code d’autorisation non valide',
    ko: '잘못된 인증 코드',
    ru: 'Указан недействительный код авторизации',
  },
  'The authorization code could not be exchanged. Reason: %reason%.': {
    fr: 'Le code d’autorisation n’a pas pu être échangé. Raison : %reason%.',
    ko: '인증 코드를 교환할 수 없습니다. 이유: %reason%.',
    ru: 'Не удалось обменять код авторизации. Причина: %reason%.',
  },
}

/** Of a locale such as `fr_FR`; English for all that are not here. */
export function languageOf(locale: string | undefined): Language {
  const language = locale?.slice(0, 2)
  return language === 'fr' || language === 'ko' || language === 'ru' ? language : 'en'
}

export function inLanguage(text: string, language: Language): string {
  return language === 'en' ? text : (BY_ENGLISH.get(text)?.[language] ?? text)
}

const BY_ENGLISH = new Map(Object.entries(TRANSLATIONS))
