/** What a cell says: a number that came from Meta, or why there is none. */
import { insightWords } from '../../../../src/words/insight-words.ts'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import { createNumbers, type Numbers } from './numbers.ts'
import type { RankedPost, Reading, Usual } from './queries.ts'
import { insightsWords } from './words.ts'

type Missing = Extract<Reading, { kind: 'missing' }>

export interface Say extends Numbers {
  readonly missing: (missing: Missing) => string
  readonly reading: (reading: Reading) => string
  readonly usual: (usual: Usual, say: (value: number) => string) => string
  readonly engagement: (engagement: RankedPost['engagement']) => string
}

export function useSay(): Say {
  const { language } = useSpeech()
  const words = usePageWords(insightsWords)
  const numbers = createNumbers(language)
  const missing = ({ reason }: Missing): string => insightWords(language).missing[reason]
  return {
    ...numbers,
    missing,
    reading: (reading) => (reading.kind === 'count' ? numbers.count(reading.value) : missing(reading)),
    usual: (usual, say) => (usual.kind === 'median' ? say(usual.median) : words.tooFew),
    engagement: (engagement) => {
      switch (engagement.kind) {
        case 'rate':
          return numbers.share(engagement.rate)
        case 'too_few':
          return words.tooFew
        case 'missing':
          return missing(engagement)
        default:
          return engagement satisfies never
      }
    },
  }
}
