import { inBoth } from '../../words/in-both.ts'

export const postWords = inBoth(
  {
    title: 'Post',
    parts: 'What it says',
    part: (position: number, count: number): string => `Part ${position} of ${count}`,
    noText: 'Without words',
    onThreads: 'See it on Threads',
    timeline: 'What happened',
    ofPart: (position: number): string => `Part ${position}`,
    report: 'Copy as a bug report',
    copied: 'Copied: ids and codes, none of your words',
    review: 'Look on Threads: is it out?',
    isOut: 'It is out',
    isNotOut: 'It is not out',
    working: 'One moment…',
  },
  {
    title: 'Пост',
    parts: 'Что в нём',
    part: (position, count) => `Часть ${position} из ${count}`,
    noText: 'Без текста',
    onThreads: 'Посмотреть в Threads',
    timeline: 'Что происходило',
    ofPart: (position) => `Часть ${position}`,
    report: 'Скопировать отчёт об ошибке',
    copied: 'Скопировано: номера и коды, без ваших слов',
    review: 'Посмотрите в Threads: он вышел?',
    isOut: 'Вышел',
    isNotOut: 'Не вышел',
    working: 'Минуту…',
  },
)
