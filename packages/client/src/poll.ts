/** A poll in a post, as it stands. */
import { isJsonObject } from './json.ts'
import { type Converter, type Shape, object } from './wire-shape.ts'
import { count, fraction, isoInstant, text } from './wire-value.ts'

/** A poll. */
export interface Poll {
  /** Two to four, in their order. */
  readonly options: readonly PollOption[]
  /** How many people have voted. */
  readonly totalVotes?: number
  /** Epoch milliseconds. */
  readonly expiresAt?: number
}

/** What can be voted for. */
export interface PollOption {
  readonly text: string
  /** The share of the votes, from 0 to 1. */
  readonly votesFraction?: number
}

const LETTERS = ['a', 'b', 'c', 'd'] as const

const POLL: Shape<Omit<Poll, 'options'>> = {
  totalVotes: ['total_votes', count],
  expiresAt: ['expiration_timestamp', isoInstant],
}

/** An option is two fields of the poll, told by its letter. */
function optionShape(letter: string): Shape<PollOption> {
  return {
    text: [`option_${letter}`, text, 'required'],
    votesFraction: [`option_${letter}_votes_percentage`, fraction],
  }
}

/** Converts a `poll_attachment`. */
export const poll: Converter<Poll> = (value, place) => {
  if (!isJsonObject(value)) return undefined
  const options = LETTERS.flatMap((letter) =>
    `option_${letter}` in value ? (object(optionShape(letter))(value, place) ?? []) : [],
  )
  return { options, ...object(POLL)(value, place) }
}

/** What to ask of a poll: without being asked, Meta leaves the votes out. */
export const POLL_FIELDS: readonly string[] = [
  ...LETTERS.flatMap((letter) => [`option_${letter}`, `option_${letter}_votes_percentage`]),
  'total_votes',
  'expiration_timestamp',
]
