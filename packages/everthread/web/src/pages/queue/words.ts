import { inBoth } from '../../words/in-both.ts'
import { inRussian } from '../../words/plural.ts'

export const queueWords = inBoth(
  {
    title: 'Queue',
    empty: 'Nothing waits to go out. On the machine itself:',
    sections: {
      attention: 'Waits for you',
      today: 'Today',
      tomorrow: 'Tomorrow',
      later: 'Later',
      drafts: 'Drafts',
    },
    noText: 'Without words',
    parts: (count: number): string => `${count} parts`,
  },
  {
    title: 'Очередь',
    empty: 'Ничего не ждёт публикации. На самой машине:',
    sections: {
      attention: 'Ждут вас',
      today: 'Сегодня',
      tomorrow: 'Завтра',
      later: 'Позже',
      drafts: 'Черновики',
    },
    noText: 'Без текста',
    parts: (count) => `${count} ${inRussian(count, { one: 'часть', few: 'части', many: 'частей' })}`,
  },
)
