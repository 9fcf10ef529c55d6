/** Что говорится о черновиках, по-русски. */
import type { DraftWords } from './draft-words.ts'

const KEPT = 'Написанное до этого сохранено.'

export const draftWordsRu: DraftWords = {
  troubles: {
    'not-configured': {
      message: 'Писать черновики пока некому; всё остальное работает и без этого.',
      remedy:
        'Задайте GEMINI_API_KEY (ключ берут на aistudio.google.com) или EVERTHREAD_AI_URL для своей модели.',
    },
    'key-refused': {
      message: 'Поставщик модели не принимает ключ.',
      remedy: 'Создайте у него новый ключ и задайте его.',
    },
    'model-unknown': {
      message: 'Поставщик не знает такой модели.',
      remedy: 'Укажите в EVERTHREAD_AI_MODEL ту, которая у него есть.',
    },
    quota: { message: 'Квота ключа исчерпана.', remedy: 'Подождите или увеличьте квоту у поставщика.' },
    overloaded: { message: 'У поставщика модели неполадки.', remedy: 'Повторите через минуту.' },
    unreachable: {
      message: 'До модели не достучаться.',
      remedy: 'Проверьте, доступен ли поставщик с этой машины или запущена ли ваша модель.',
    },
    'timed-out': {
      message: `Модель писала слишком долго. ${KEPT}`,
      remedy: 'Попросите меньше вариантов или покороче.',
    },
    blocked: {
      message: `Текст остановили правила безопасности поставщика. ${KEPT}`,
      remedy: 'Скажите другими словами.',
    },
    refused: {
      message: 'Поставщик отклонил запрос.',
      remedy: 'Проверьте, умеет ли модель отвечать в JSON; возможно, подойдёт другая.',
    },
    'cut-off': { message: `Ответ оборвался. ${KEPT}`, remedy: 'Повторите или попросите меньше вариантов.' },
    malformed: {
      message: 'Модель ответила не черновиками. То, что она написала, сохранено.',
      remedy: 'Повторите; возможно, другая модель справится лучше.',
    },
  },
  flaws: {
    'too-long': ({ part, length, most }) => `В части ${part} ${length} знаков из ${most}.`,
    'too-many-parts': ({ count, most }) => `Частей ${count}, а вы просили не больше ${most}.`,
    'too-many-links': ({ part, count, most }) =>
      `В части ${part} ссылок ${count}, а Threads принимает ${most}.`,
    'banned-phrase': ({ part, phrase }) => `В части ${part} есть «${phrase}», а вы так не пишете.`,
  },
}
