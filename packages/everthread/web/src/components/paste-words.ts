import { inBoth } from '../words/in-both.ts'

export const pasteWords = inBoth(
  {
    label: 'Token',
    hint: 'Starts with THAA. It is encrypted and never shown again.',
    send: 'Take it over',
    sending: 'Asking Meta whose it is…',
    done: (name: string) => `${name} is kept alive from now on.`,
  },
  {
    label: 'Токен',
    hint: 'Начинается с THAA. Он хранится зашифрованным и больше нигде не показывается.',
    send: 'Взять на сопровождение',
    sending: 'Спрашиваем Meta, чей он…',
    done: (name) => `Теперь ${name} под присмотром.`,
  },
)
