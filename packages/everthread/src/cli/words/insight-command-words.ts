/** What `everthread insights` says around the numbers. */
import type { Language } from '../../words/language.ts'
import type { SeriesMetric } from '../../insights/insight-reader.ts'

export interface InsightCommandWords {
  readonly metrics: Readonly<Record<SeriesMetric, string>>
  readonly period: (from: string, to: string) => string
  readonly before: (value: string, by: string) => string
  readonly noComparison: string
  readonly partial: (days: number, of: number) => string
  readonly bestPosts: string
  readonly noPosts: string
  readonly rate: (rate: string, low: string, high: string) => string
  readonly tooFew: string
  readonly pastLeft: (days: number) => string
  readonly notAPeriod: (given: string) => string
}

const LISTS: Readonly<Record<Language, InsightCommandWords>> = {
  en: {
    metrics: {
      views: 'views of the profile',
      likes: 'likes',
      replies: 'replies',
      reposts: 'reposts',
      quotes: 'quotes',
      clicks: 'clicks on links',
      followers_count: 'followers',
    },
    period: (from, to) => `${from} to ${to}, days in California`,
    before: (value, by) => `${by}, before: ${value}`,
    noComparison: 'no comparison yet',
    partial: (days, of) => `of ${days} of ${of} days`,
    bestPosts: 'Posts by engagement per view',
    noPosts: 'No posts in this time.',
    rate: (rate, low, high) => `${rate} (${low} to ${high})`,
    tooFew: 'too few to say',
    pastLeft: (days) => `The past is still being read: days left: ${days}.`,
    notAPeriod: (given) =>
      `--since takes a day from 2024-04-13 on, or a duration such as 28d, not "${given}"`,
  },
  ru: {
    metrics: {
      views: 'просмотры профиля',
      likes: 'лайки',
      replies: 'ответы',
      reposts: 'репосты',
      quotes: 'цитаты',
      clicks: 'переходы по ссылкам',
      followers_count: 'подписчики',
    },
    period: (from, to) => `с ${from} по ${to}, сутки по Калифорнии`,
    before: (value, by) => `${by}, раньше: ${value}`,
    noComparison: 'сравнивать пока не с чем',
    partial: (days, of) => `дней: ${days} из ${of}`,
    bestPosts: 'Публикации по вовлечённости на просмотр',
    noPosts: 'За это время публикаций нет.',
    rate: (rate, low, high) => `${rate} (от ${low} до ${high})`,
    tooFew: 'слишком мало, чтобы судить',
    pastLeft: (days) => `Прошлое ещё читается, осталось дней: ${days}.`,
    notAPeriod: (given) =>
      `--since принимает день начиная с 2024-04-13 или срок, например 28d, но не «${given}»`,
  },
}

export function insightCommandWords(language: Language): InsightCommandWords {
  return LISTS[language]
}
