import { inBoth } from '../words/in-both.ts'

export const postActionWords = inBoth(
  {
    resume: 'Publish it now',
    retry: 'Try again',
    edit: 'Edit',
    hold: 'Hold it',
    cancel: 'Do not publish it',
    copy: 'Copy text',
    copied: 'Copied',
    working: 'One moment…',
  },
  {
    resume: 'Опубликовать сейчас',
    retry: 'Попробовать снова',
    edit: 'Изменить',
    hold: 'Придержать',
    cancel: 'Не публиковать',
    copy: 'Скопировать текст',
    copied: 'Скопировано',
    working: 'Минуту…',
  },
)
