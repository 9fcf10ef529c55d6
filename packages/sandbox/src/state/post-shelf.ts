/** The posts that are stored, with the orders in which they are looked for. Plain data: a snapshot clones it. */
import type { Post } from '../entities/post.ts'
import { compare, type Position, type Run } from './timeline.ts'

/** From the back of the order to its front, so that the newest is appended. */
type Order = Position[]

export interface PostShelf {
  /** How often something was put, replaced or removed. */
  changes: number
  readonly byId: Map<string, Post>
  /** Seeded posts that are no more. */
  readonly removed: Set<string>
  readonly all: Order
  readonly byOwner: Map<string, Order>
  /** Replies, by what they answer. */
  readonly byParent: Map<string, Order>
  /** By a username that the text names, in lower case. */
  readonly byMention: Map<string, Order>
  /** From the shortcode to the id. */
  readonly byShortcode: Map<string, string>
  /** From a carousel's child to its carousel. */
  readonly byChild: Map<string, string>
}

export function emptyShelf(): PostShelf {
  return {
    changes: 0,
    byId: new Map(),
    removed: new Set(),
    all: [],
    byOwner: new Map(),
    byParent: new Map(),
    byMention: new Map(),
    byShortcode: new Map(),
    byChild: new Map(),
  }
}

export function positionOf(post: Post): Position {
  return { key: post.publishedAt, id: post.id }
}

/** Puts a post that is new into every order. */
export function shelve(shelf: PostShelf, post: Post): void {
  const position = positionOf(post)
  shelf.byId.set(post.id, post)
  shelf.byShortcode.set(post.shortcode, post.id)
  for (const id of childrenOf(post)) shelf.byChild.set(id, post.id)
  for (const order of ordersFor(shelf, post)) insert(order, position)
}

/** Takes a post out of every order. */
export function unshelve(shelf: PostShelf, post: Post): void {
  const position = positionOf(post)
  shelf.byId.delete(post.id)
  shelf.byShortcode.delete(post.shortcode)
  for (const id of childrenOf(post)) shelf.byChild.delete(id)
  for (const order of ordersFor(shelf, post)) remove(order, position)
}

/** One order of the shelf, newest first. */
export function shelfRun(shelf: PostShelf, order: Order = []): Run {
  return {
    length: order.length,
    positionAt: (index) => order.at(-1 - index) ?? NOWHERE,
    postAt: (index) => shelf.byId.get(order.at(-1 - index)?.id ?? ''),
  }
}

/** Posts that are at hand, put in order; by default the newest first. */
export function orderedRun(posts: readonly Post[], placeOf: (post: Post) => Position = positionOf): Run {
  const entries = posts
    .map((post) => ({ position: placeOf(post), post }))
    .toSorted((a, b) => compare(b.position, a.position))
  return {
    length: entries.length,
    positionAt: (index) => entries[index]?.position ?? NOWHERE,
    postAt: (index) => entries[index]?.post,
  }
}

const NOWHERE: Position = { key: Number.NEGATIVE_INFINITY, id: '' }

function ordersFor(shelf: PostShelf, post: Post): readonly Order[] {
  return [
    shelf.all,
    orderOf(shelf.byOwner, post.ownerId),
    ...(post.kind === 'reply' ? [orderOf(shelf.byParent, post.place.parentId)] : []),
    ...mentionedIn(post).map((username) => orderOf(shelf.byMention, username)),
  ]
}

function orderOf(orders: Map<string, Order>, name: string): Order {
  const order = orders.get(name) ?? []
  orders.set(name, order)
  return order
}

function insert(order: Order, position: Position): void {
  const newest = order.at(-1)
  if (!newest || compare(position, newest) > 0) order.push(position)
  else order.splice(placeIn(order, position), 0, position)
}

function remove(order: Order, position: Position): void {
  const place = placeIn(order, position)
  if (order[place]?.id === position.id) order.splice(place, 1)
}

/** How many entries lie further back. */
function placeIn(order: Order, position: Position): number {
  let low = 0
  let high = order.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(order[middle] ?? NOWHERE, position) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function childrenOf(post: Post): readonly string[] {
  if (post.kind === 'repost' || post.content.body.kind !== 'CAROUSEL') return []
  return post.content.body.children.map(({ id }) => id)
}

/** The usernames that a text tags, in lower case, each once. */
export function mentionedIn(post: Post): readonly string[] {
  const text = post.kind === 'repost' ? undefined : post.content.text
  if (text === undefined || !text.includes('@')) return []
  const found = [...text.matchAll(MENTION)].map(([, username = '']) => username.toLowerCase())
  return [...new Set(found)]
}

/** Not within an address of mail; a dot at the end belongs to the sentence. */
const MENTION = /(?<![A-Za-z0-9._@])@([A-Za-z0-9._]{0,29}[A-Za-z0-9_])/g
