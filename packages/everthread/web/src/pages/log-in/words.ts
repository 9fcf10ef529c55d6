import { inBoth } from '../../words/in-both.ts'

export const logInWords = inBoth(
  {
    title: 'Log in',
    name: 'Name',
    password: 'Password',
    send: 'Log in',
    sending: 'Logging in…',
    forgotten: 'Forgotten? On the machine itself: `everthread owner reset`',
    noOwnerTitle: 'One step is left',
    noOwner: 'Everthread has printed a link on its terminal. It works once and makes you the owner.',
    noOwnerAgain: 'If the link has gone, this prints a new one:',
  },
  {
    title: 'Вход',
    name: 'Имя',
    password: 'Пароль',
    send: 'Войти',
    sending: 'Входим…',
    forgotten: 'Забыли? На самой машине: `everthread owner reset`',
    noOwnerTitle: 'Остался один шаг',
    noOwner: 'Everthread напечатал ссылку в терминале. Она сработает один раз и сделает вас владельцем.',
    noOwnerAgain: 'Если ссылка потерялась, эта команда напечатает новую:',
  },
)
