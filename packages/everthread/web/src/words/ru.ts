/** Рамка и первая страница по-русски. */
import type { Words } from './en.ts'
import { inRussian } from './plural.ts'

export const ru: Words = {
  nav: {
    label: 'Страницы',
    menu: 'Меню',
    home: 'Главная',
    write: 'Написать',
    queue: 'Очередь',
    insights: 'Аналитика',
    activity: 'События',
    settings: 'Настройки',
    health: 'Состояние',
    sandbox: 'Песочница',
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
    emptyText: 'Подключите его, и с этой минуты токен будет жить.',
    connect: 'Подключить аккаунт',
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
  },
  missing: { title: 'Здесь ничего нет', text: 'Возможно, адрес устарел.', home: 'На главную' },
}
