/**
 * The first pages of people's own lists, kept as JSON while all that they were made from is the same: polling clients read
 * them again and again. What a page is made from is compared, never announced, so that nothing can be forgotten to be
 * announced: users, positions of switches and states are replaced when they change, and posts count their changes.
 */
import type { User } from '../entities/user.ts'
import type { Population } from '../population/population.ts'
import type { State } from '../state/state.ts'
import type { SwitchPositions } from '../switches/switches.ts'
import type { World } from '../world.ts'
import type { WrittenPage } from './write-page.ts'

export interface PageKey {
  readonly user: User
  readonly path: string
  /** As they were asked for; all of them lasting. */
  readonly fields: string
  readonly limit: number
}

export interface MadePage {
  readonly page: WrittenPage
  /** The first instant from which on it looks like this. */
  readonly from: number
}

export interface KeptPages {
  /** The page of that key, made only where it is not what it would be now. */
  get(world: World, key: PageKey, make: () => MadePage): WrittenPage
}

/** What a page was made from, besides its key. */
interface Origin {
  readonly state: State
  readonly population: Population | undefined
  readonly postChanges: number
  readonly switches: SwitchPositions
}

interface KeptPage extends Origin, PageKey, MadePage {}

/** Together some 10 MB; 40 where every page is as long as can be. */
const MOST_PAGES = 2_500
const LONGEST_PAGE = 8_192

/** Of each user the latest; when there are too many it starts anew. */
export function createKeptPages(): KeptPages {
  const pages = new Map<User, KeptPage>()
  const keep = (page: KeptPage): void => {
    if (page.page.data.length > LONGEST_PAGE) return
    if (pages.size >= MOST_PAGES) pages.clear()
    pages.set(page.user, page)
  }
  return {
    get: (world, key, make) => {
      const now = world.clock.now()
      const origin = originOf(world)
      const kept = pages.get(key.user)
      if (kept && isSameKey(kept, key) && isSameOrigin(kept, origin) && now >= kept.from) return kept.page
      const made = make()
      if (now >= made.from) keep({ ...key, ...origin, ...made })
      return made.page
    },
  }
}

function originOf({ state, switches }: World): Origin {
  return { state, population: state.population, postChanges: state.posts.changes, switches }
}

function isSameOrigin(one: Origin, other: Origin): boolean {
  return (
    one.state === other.state &&
    one.population === other.population &&
    one.postChanges === other.postChanges &&
    one.switches === other.switches
  )
}

function isSameKey(one: PageKey, other: PageKey): boolean {
  return one.limit === other.limit && one.fields === other.fields && one.path === other.path
}
