import { inBoth } from '../../words/in-both.ts'

export const sandboxWords = inBoth(
  {
    title: 'Sandbox',
    lead: 'Threads in this demo is a program on this machine. Turn its clock, break it, and look at what Everthread does. Nothing leaves the machine.',
    clock: {
      title: 'Turn the clock',
      text: 'It steps from one thing that is due to the next, so a month passes in its order, and in seconds.',
      by: { '1h': '1 hour', '1d': '1 day', '39d': '39 days' },
      turning: (until: string) => `On its way to ${until}`,
      arrived: 'It goes on at its own pace.',
    },
    breaking: {
      title: 'Break things',
      waiting: 'Waits for Everthread to meet it',
      mend: 'Mend everything',
      whose: 'Whose token',
      kinds: {
        revoked: {
          title: 'Revoke the token',
          text: 'As when the password is changed: every token dies at once. Only a person can log in again; posts wait meanwhile.',
          done: 'Its token is dead. The next call will find out.',
        },
        outage: {
          title: 'Meta is down for a minute',
          text: 'As on a bad afternoon: every call is answered 503. It is asked again later, and nothing is given up.',
          done: 'For a minute nobody gets an answer.',
        },
        'lost-answer': {
          title: 'Lose the next answer',
          text: 'As when a cable is pulled: the post goes out, and nobody hears of it. Everthread asks before it sends anything again.',
        },
        'ghost-publish': {
          title: 'Publish, and deny it',
          text: 'As Meta does at times: the answer says “failed”, and the post is out. Believing it would post it twice.',
        },
      },
    },
    happenings: {
      title: 'What Everthread does',
      empty: 'Nothing yet. Turn the clock by a day.',
      published: (name: string, text: string) => `${name} published “${text}”`,
      withoutText: 'a post without words',
    },
    own: 'The sandbox’s own page, with every call',
    unknownIs: 'What nobody outside Meta knows',
    revokeOld: 'A renewal kills the token that it renewed',
  },
  {
    title: 'Песочница',
    lead: 'Threads в этой демонстрации — программа на вашей машине. Переводите её часы, ломайте её и смотрите, что делает Everthread. Наружу ничего не уходит.',
    clock: {
      title: 'Перевести часы',
      text: 'Они шагают от события к событию: месяц проходит по порядку — и за секунды.',
      by: { '1h': '1\u00A0час', '1d': '1\u00A0день', '39d': '39\u00A0дней' },
      turning: (until) => `Идут к ${until}`,
      arrived: 'Дальше идут сами, как обычно.',
    },
    breaking: {
      title: 'Сломать что-нибудь',
      waiting: 'Ждёт, пока Everthread на это наткнётся',
      mend: 'Починить всё',
      whose: 'Чей токен',
      kinds: {
        revoked: {
          title: 'Отозвать токен',
          text: 'Как после смены пароля: все токены умирают разом. Войти заново может только человек, а посты пока ждут.',
          done: 'Токен мёртв. Это выяснится при следующем запросе.',
        },
        outage: {
          title: 'Meta лежит целую минуту',
          text: 'Как в неудачный день: на любой запрос — 503. Everthread спросит позже и ни от чего не откажется.',
          done: 'Минуту никто не получит ответа.',
        },
        'lost-answer': {
          title: 'Потерять следующий ответ',
          text: 'Как если выдернуть кабель: пост вышел, а ответа нет. Прежде чем отправить что-то снова, Everthread спросит.',
        },
        'ghost-publish': {
          title: 'Опубликовать и отпереться',
          text: 'Так порой делает Meta: в ответе «ошибка», а пост вышел. Поверить — значит опубликовать дважды.',
        },
      },
    },
    happenings: {
      title: 'Что делает Everthread',
      empty: 'Пока ничего. Переведите часы на день.',
      published: (name, text) => `${name} публикует: «${text}»`,
      withoutText: 'пост без текста',
    },
    own: 'Собственная страница песочницы, со всеми запросами',
    unknownIs: 'Чего не знает никто, кроме Meta',
    revokeOld: 'Продление убивает прежний токен',
  },
)
