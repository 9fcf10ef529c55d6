/** Who lives in the demo, and what they write. */
import type { NewPart, When } from '../publisher/post-actions.ts'
import type { Slot } from '../publisher/queue-policy.ts'
import type { Language } from '../words/language.ts'

export interface DemoPerson {
  readonly username: string
  readonly followers: number
  /** How long ago the token was issued: `30d` is renewed in ten days. */
  readonly tokenAge: string
  readonly slots: readonly Slot[]
  readonly posts: readonly DemoPost[]
}

export interface DemoPost {
  readonly parts: readonly NewPart[]
  /** A draft, unless given. */
  readonly when?: When
}

const MORNING = 9 * 60 + 30
const EVENING = 18 * 60

export function demoPeople(language: Language): readonly DemoPerson[] {
  const { chain, planned, poll, draft, tea } = TEXTS[language]
  return [
    {
      username: 'anna',
      followers: 1240,
      tokenAge: '30d',
      slots: [1, 2, 3, 4, 5].flatMap((weekday) => [MORNING, EVENING].map((minute) => ({ weekday, minute }))),
      posts: [
        { parts: chain.map(part), when: { kind: 'now' } },
        ...planned.map((text): DemoPost => ({ parts: [part(text)], when: { kind: 'next_slot' } })),
        {
          parts: [{ content: { text: poll.question, pollAttachment: poll.answers } }],
          when: { kind: 'next_slot' },
        },
        { parts: [part(draft)] },
      ],
    },
    {
      username: 'tea.house',
      followers: 310,
      tokenAge: '3d',
      slots: [3, 6].map((weekday) => ({ weekday, minute: EVENING })),
      posts: tea.map((text) => ({ parts: [part(text)], when: { kind: 'next_slot' } })),
    },
  ]
}

function part(text: string): NewPart {
  return { content: { text } }
}

interface DemoTexts {
  readonly chain: readonly string[]
  readonly planned: readonly string[]
  readonly poll: { readonly question: string; readonly answers: readonly string[] }
  readonly draft: string
  readonly tea: readonly string[]
}

const TEXTS: Readonly<Record<Language, DemoTexts>> = {
  en: {
    chain: [
      'I kept a notebook of every small decision for a month. Three things I did not expect:',
      'Most of them were made before breakfast, and none of those was any good.',
      'The good ones had one thing in common: somebody had asked me why.',
    ],
    planned: [
      'A walk is the cheapest meeting room there is.',
      'Write the last sentence first. If you cannot, you do not know yet what you want to say.',
    ],
    poll: { question: 'When do you write best?', answers: ['Early', 'Late', 'On the train'] },
    draft: 'Something about gardens and deadlines…',
    tea: ['First flush is here. We open at four, and the kettle is on.', 'Closed on Sunday: we are reading.'],
  },
  ru: {
    chain: [
      'Месяц записывала в блокнот каждое мелкое решение. Три вещи, которых не ждала:',
      'Почти все они приняты до завтрака, и ни одно из этих — удачное.',
      'У удачных нашлось общее: кто-то успел спросить меня «зачем?».',
    ],
    planned: [
      'Прогулка — самая дешёвая переговорная на свете.',
      'Начните с последней фразы. Не получается — значит, вы ещё не знаете, что хотите сказать.',
    ],
    poll: { question: 'Когда вам лучше всего пишется?', answers: ['Рано утром', 'Ночью', 'В поезде'] },
    draft: 'Что-нибудь о садах и сроках…',
    tea: ['Первый сбор приехал. Открываемся в четыре, чайник уже стоит.', 'В воскресенье закрыто: читаем.'],
  },
}
