/** How full a part is, and which limit binds: the counter of the publisher. Pure. */
import { countText, findLinks, LINK_LIMIT, TEXT_LIMIT } from '@everthread/client'

export interface Fill {
  /** The limit that is nearest. */
  readonly binds: 'text' | 'links'
  readonly used: number
  readonly most: number
  readonly standing: 'fine' | 'near' | 'over'
}

/** From here on the number is worth looking at. */
const NEAR = 0.9

export function fillOf(text: string): Fill {
  // What Meta may count as more is counted as more.
  const fills = [
    { binds: 'text', used: countText(text).strictLength, most: TEXT_LIMIT },
    { binds: 'links', used: findLinks(text).length, most: LINK_LIMIT },
  ] as const
  const [characters, links] = fills
  // Five links are no trouble; six are.
  const nearest = links.used > links.most && characters.used <= characters.most ? links : characters
  const share = nearest.used / nearest.most
  return { ...nearest, standing: share > 1 ? 'over' : share >= NEAR ? 'near' : 'fine' }
}
