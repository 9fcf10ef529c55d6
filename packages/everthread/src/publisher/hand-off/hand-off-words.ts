/** What the page of a handed-off post says. */
import type { LeftToHands } from './intent-of.ts'
import type { Language } from '../../words/language.ts'

export interface HandOffWords {
  readonly title: string
  readonly intro: string
  readonly part: (position: number, count: number) => string
  readonly text: string
  readonly copy: string
  readonly copied: string
  readonly open: string
  readonly saveMedia: (number: number, kind: 'image' | 'video' | 'media') => string
  readonly altText: string
  readonly byHand: string
  readonly left: Readonly<Record<LeftToHands, string>>
  readonly published: string
  readonly link: string
  readonly outByHand: (when: string) => string
  readonly outByUs: (when: string) => string
  readonly see: string
  readonly undo: string
  readonly allOut: string
  readonly badLink: string
  readonly changed: string
  readonly gone: string
  readonly goneRemedy: string
  readonly tooMany: string
}

const en: HandOffWords = {
  title: 'Publish by hand',
  intro: 'Copy the text, open Threads, publish, then come back and say so.',
  part: (position, count) => `Part ${position} of ${count}`,
  text: 'Text',
  copy: 'Copy',
  copied: 'Copied',
  open: 'Open Threads',
  saveMedia: (number, kind) =>
    ({ image: 'Save image', video: 'Save video', media: 'Save file' })[kind] + ` ${number}`,
  altText: 'Alt text',
  byHand: 'Set by hand',
  left: {
    media: 'attach the files below',
    poll: 'the poll',
    gif: 'the GIF',
    ghost: 'a ghost post',
    spoiler: 'mark the spoilers',
    topic: 'the topic',
    reply_to: 'it is a reply',
    quote: 'it quotes a post',
  },
  published: 'I published it',
  link: 'Link to the post, if you have it',
  outByHand: (when) => `Published by hand, ${when}`,
  outByUs: (when) => `Published, ${when}`,
  see: 'See it',
  undo: 'It is not published after all',
  allOut: 'All of it is published. Thank you.',
  badLink: 'That is not the address of a post on Threads. Leave it empty if you do not have it.',
  changed: 'This post has changed meanwhile. Here is how it stands.',
  gone: 'This link does not work any more',
  goneRemedy: 'It was for one post, for seven days at most. Make a new one with `everthread copy ID --qr`.',
  tooMany: 'Too many wrong links. Try again in a minute.',
}

const ru: HandOffWords = {
  title: 'Опубликовать вручную',
  intro: 'Скопируйте текст, откройте Threads, опубликуйте, а потом вернитесь и отметьте это здесь.',
  part: (position, count) => `Часть ${position} из ${count}`,
  text: 'Текст',
  copy: 'Скопировать',
  copied: 'Скопировано',
  open: 'Открыть Threads',
  saveMedia: (number, kind) =>
    ({ image: 'Сохранить картинку', video: 'Сохранить видео', media: 'Сохранить файл' })[kind] + ` ${number}`,
  altText: 'Описание',
  byHand: 'Настройте сами',
  left: {
    media: 'приложите файлы, они ниже',
    poll: 'опрос',
    gif: 'GIF',
    ghost: 'исчезающая публикация',
    spoiler: 'отметьте спойлеры',
    topic: 'тема',
    reply_to: 'это ответ',
    quote: 'это цитата',
  },
  published: 'Опубликовано',
  link: 'Ссылка на публикацию, если она есть',
  outByHand: (when) => `Опубликовано вручную, ${when}`,
  outByUs: (when) => `Опубликовано, ${when}`,
  see: 'Посмотреть',
  undo: 'Нет, ещё не опубликовано',
  allOut: 'Всё опубликовано. Спасибо!',
  badLink: 'Это не адрес публикации в Threads. Если ссылки нет, оставьте поле пустым.',
  changed: 'Публикация тем временем изменилась. Вот как обстоит дело.',
  gone: 'Эта ссылка больше не работает',
  goneRemedy:
    'Она открывала одну публикацию и жила не дольше семи дней. Новую сделает команда `everthread copy ID --qr`.',
  tooMany: 'Слишком много неверных ссылок. Попробуйте через минуту.',
}

export const HAND_OFF_WORDS: Readonly<Record<Language, HandOffWords>> = { en, ru }
