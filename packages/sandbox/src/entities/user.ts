/** A person with a Threads profile. */
import { DIGITS, type SeededRandom } from '../random.ts'

export interface User {
  readonly id: string
  readonly username: string
  readonly name: string | undefined
  readonly biography: string | undefined
  readonly private: boolean
  /** Has accepted the invitation to test the apps of this sandbox. */
  readonly tester: boolean
  readonly verified: boolean
  readonly followers: number
  /** May restrict posts to countries: `is_eligible_for_geo_gating`. */
  readonly geoGating: boolean
  /** `fr_FR`: the language in which errors speak to the user. Without one: English. */
  readonly locale?: string
}

export function newUser(random: SeededRandom, username: string): User {
  return {
    id: newUserId(random),
    username,
    name: undefined,
    biography: undefined,
    private: false,
    tester: true,
    verified: false,
    followers: 0,
    geoGating: false,
  }
}

/** Seventeen digits above 2^54 and odd: `JSON.parse` cannot hold one, so a client that rounds it is found out at once. */
function newUserId(random: SeededRandom): string {
  return `${2 + random.below(7)}${random.text(15, DIGITS)}${1 + 2 * random.below(5)}`
}
