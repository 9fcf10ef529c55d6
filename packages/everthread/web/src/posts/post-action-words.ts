import { inBoth } from '../words/in-both.ts'

export const postActionWords = inBoth(
  {
    resume: 'Publish it now',
    retry: 'Try again',
    cancel: 'Do not publish it',
    copy: 'Copy text',
    copied: 'Copied',
    working: 'One moment…',
  },
  {
    resume: 'Опубликовать сейчас',
    retry: 'Попробовать снова',
    cancel: 'Не публиковать',
    copy: 'Скопировать текст',
    copied: 'Скопировано',
    working: 'Минуту…',
  },
)
