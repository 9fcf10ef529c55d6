import { inBoth } from '../words/in-both.ts'

export const waysOutWords = inBoth(
  {
    title: (name: string) => `${name}: only you can help`,
    waits: 'Nothing is lost: what is queued waits here until the connection is alive again.',
    waysOut: 'Three ways out',
    login: 'Log in with Threads',
    loginText: 'In this browser; takes a minute.',
    byHand: 'Publish by hand',
    byHandText: 'Copy a waiting post and publish it on your phone.',
  },
  {
    title: (name) => `${name}: без вас не обойтись`,
    waits: 'Ничего не потеряно: очередь ждёт здесь, пока подключение не оживёт.',
    waysOut: 'Три выхода',
    login: 'Войти через Threads',
    loginText: 'В этом браузере; займёт минуту.',
    byHand: 'Опубликовать вручную',
    byHandText: 'Скопируйте ожидающий пост и опубликуйте его с телефона.',
  },
)
