import { inBoth } from '../../words/in-both.ts'

export const setupWords = inBoth(
  {
    title: 'Become the owner',
    text: 'Whoever has this link owns this Everthread. It works once.',
    name: 'Name',
    password: 'Password',
    passwordHint: 'At least 12 characters.',
    send: 'Become the owner',
    sending: 'One moment…',
    noLink: 'The address lacks the link’s secret. Open it as the terminal shows it.',
  },
  {
    title: 'Станьте владельцем',
    text: 'Кто открыл эту ссылку, тому и принадлежит этот Everthread. Ссылка действует один раз.',
    name: 'Имя',
    password: 'Пароль',
    passwordHint: 'Не короче 12 символов.',
    send: 'Стать владельцем',
    sending: 'Минуту…',
    noLink: 'В адресе не хватает секрета. Откройте его так, как он показан в терминале.',
  },
)
