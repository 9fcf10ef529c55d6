/** Рамка и первая страница по-русски. */
import type { Words } from './en.ts'
import { inRussian } from './plural.ts'

export const ru: Words = {
  nav: {
    label: 'Страницы',
    home: 'Главная',
    queue: 'Очередь',
    activity: 'События',
    settings: 'Настройки',
    logOut: 'Выйти',
    skip: 'К содержанию',
  },
  language: { label: 'Язык', en: 'English', ru: 'Русский' },
  state: {
    loading: 'Загружается…',
    offline: 'Нет связи с Everthread. Показано то, что он ответил в последний раз; связь восстановится сама.',
    retry: 'Повторить',
    unforeseen: 'Everthread не ответил.',
    unforeseenRemedy: 'Проверьте, работает ли `everthread serve`, и повторите.',
  },
  home: {
    title: 'Главная',
    alive: (count) => (count === 1 ? 'Подключение живо.' : 'Все подключения живы.'),
    unsure: (count) =>
      count === 1 ? 'Одно подключение под вопросом.' : `Подключений под вопросом: ${count}.`,
    needsYou: (count) =>
      inRussian(count, {
        one: `${count} подключение ждёт вас.`,
        few: `${count} подключения ждут вас.`,
        many: `${count} подключений ждут вас.`,
      }),
    empty: 'Аккаунтов пока нет',
    emptyText: 'Вставьте токен или заберите его из .env на самой машине:',
    checkedAt: (ago) => `Проверено ${ago}`,
    neverChecked: 'Ещё не проверялось',
  },
  account: {
    unnamed: 'Аккаунт пока без имени',
    daysLeft: (days) => `Осталось ${days}`,
    expired: 'Срок токена истёк',
    dead: 'Токен мёртв',
    endless: 'Бессрочный',
    unknown: 'Срок пока неизвестен',
    lastsUntil: 'Токен действует до',
    permissionUntil: 'Ваше разрешение действует до',
    nextStep: 'Дальше',
    renewNow: 'Продлить сейчас',
    renewing: 'Продлеваем…',
    checkNow: 'Проверить сейчас',
    checking: 'Спрашиваем Meta…',
    ring: (left) => `Жизнь токена: ${left}`,
    sinks: 'Записан сюда',
    delivered: 'здесь текущий токен',
    notDelivered: 'текущего токена здесь пока нет',
  },
  dead: {
    title: (name) => `${name}: без вас не обойтись`,
    waits: 'Ничего не потеряно: очередь ждёт здесь, пока подключение не оживёт.',
    waysOut: 'Три выхода',
    login: 'Войти через Threads',
    loginText: 'В этом браузере; займёт минуту.',
    paste: 'Вставить новый токен',
    pasteText: 'Например, из консоли Meta.',
    byHand: 'Опубликовать вручную',
    byHandText: 'Скопируйте ожидающий пост и опубликуйте его с телефона.',
  },
  paste: {
    label: 'Токен',
    hint: 'Начинается с THAA. Он хранится зашифрованным и больше нигде не показывается.',
    send: 'Взять на сопровождение',
    sending: 'Спрашиваем Meta, чей он…',
    done: (name) => `Теперь ${name} под присмотром.`,
  },
  missing: { title: 'Здесь ничего нет', text: 'Возможно, адрес устарел.', home: 'На главную' },
}
