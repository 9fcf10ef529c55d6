import { inBoth } from '../words/in-both.ts'

export const scopeWords = inBoth(
  {
    permissions: 'What it may do',
    scopesUnknown: 'Meta has not said what this token may do. The next check asks again.',
    granted: 'Granted',
    missing: 'Missing',
    askAgain: 'Grant what is missing',
    scopes: {
      threads_basic: 'see the profile and its posts',
      threads_content_publish: 'publish',
      threads_manage_insights: 'read how posts do',
      threads_read_replies: 'read replies',
      threads_manage_replies: 'answer and hide replies',
      threads_manage_mentions: 'see mentions',
      threads_delete: 'delete posts',
      threads_keyword_search: 'search posts',
      threads_location_tagging: 'tag places',
      threads_profile_discovery: 'look up public profiles',
      threads_share_to_instagram: 'share to Instagram',
    },
  },
  {
    permissions: 'Что ему разрешено',
    scopesUnknown: 'Meta не сообщила, что разрешено этому токену. Следующая проверка спросит снова.',
    granted: 'Разрешено',
    missing: 'Не хватает',
    askAgain: 'Разрешить недостающее',
    scopes: {
      threads_basic: 'видеть профиль и его посты',
      threads_content_publish: 'публиковать',
      threads_manage_insights: 'читать статистику постов',
      threads_read_replies: 'читать ответы',
      threads_manage_replies: 'отвечать и скрывать ответы',
      threads_manage_mentions: 'видеть упоминания',
      threads_delete: 'удалять посты',
      threads_keyword_search: 'искать посты',
      threads_location_tagging: 'отмечать места',
      threads_profile_discovery: 'находить публичные профили',
      threads_share_to_instagram: 'делиться в Instagram',
    },
  },
)
