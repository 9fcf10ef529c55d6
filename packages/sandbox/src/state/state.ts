/** Everything that the sandbox remembers of apps and people: plain data, so that a snapshot is a clone. */
import type { App } from '../entities/app.ts'
import type { Container } from '../entities/container.ts'
import type { LoginCode } from '../entities/login-code.ts'
import type { UserToken } from '../entities/token.ts'
import type { User } from '../entities/user.ts'
import type { Delivery, Subscription } from '../entities/webhook.ts'
import { SandboxMistake } from '../mistake.ts'
import type { Boost } from '../insights/post-counts.ts'
import type { Population } from '../population/population.ts'
import { findSeededUser, seededUser, userNumberOfName } from '../population/seeded-user.ts'
import type { QuotaUse } from '../quotas/quota.ts'
import type { PastSearch } from '../search/past-search.ts'
import { emptyShelf, type PostShelf } from './post-shelf.ts'

export interface State {
  /** By app id; the first is the default app. */
  readonly apps: Map<string, App>
  /** By user id; those of the population only once they were changed. Looked for with `findUser`. */
  readonly users: Map<string, User>
  /** From the username to the id of each of them. */
  readonly userIds: Map<string, string>
  /** By the token itself. */
  readonly tokens: Map<string, UserToken>
  /** App tokens (`TH|id|…`) and whose they are. */
  readonly appTokens: Map<string, string>
  /** By the code itself. */
  readonly codes: Map<string, LoginCode>
  /** By container id. */
  readonly containers: Map<string, Container>
  /** Read and written through `posts.ts`. */
  readonly posts: PostShelf
  /** From the name that `POST posts` gave a post to its id. */
  readonly postNames: Map<string, string>
  /** By user id: what of the daily quotas is used. */
  readonly quotas: Map<string, QuotaUse>
  /** By subscription id: what apps want to be told of. */
  readonly subscriptions: Map<string, Subscription>
  /** By delivery id, oldest first. */
  readonly deliveries: Map<string, Delivery>
  /** By post id: what the control plane added to the numbers that grow by themselves. */
  readonly boosts: Map<string, readonly Boost[]>
  /** By user id: what was searched for, the latest first. */
  readonly searches: Map<string, readonly PastSearch[]>
  /** People and posts that nobody made: read through `findUser` and `posts.ts`. */
  population: Population | undefined
}

export function emptyState(): State {
  return {
    apps: new Map(),
    users: new Map(),
    userIds: new Map(),
    tokens: new Map(),
    appTokens: new Map(),
    codes: new Map(),
    containers: new Map(),
    posts: emptyShelf(),
    postNames: new Map(),
    quotas: new Map(),
    subscriptions: new Map(),
    deliveries: new Map(),
    boosts: new Map(),
    searches: new Map(),
    population: undefined,
  }
}

export function findUser(state: State, idOrUsername: string): User | undefined {
  return findUserById(state, idOrUsername) ?? findUserByName(state, idOrUsername)
}

export function findUserById({ users, population }: State, id: string): User | undefined {
  const stored = users.get(id)
  return stored || !population ? stored : findSeededUser(population, id)
}

export function findUserByName(state: State, username: string): User | undefined {
  const { users, userIds, population } = state
  const id = userIds.get(username)
  if (id !== undefined) return users.get(id)
  const number = population && userNumberOfName(population, username)
  return population && number !== undefined ? seededUser(population, number) : undefined
}

/** Also replaces the user of that id, whose name stays. */
export function storeUser({ users, userIds }: State, user: User): void {
  users.set(user.id, user)
  userIds.set(user.username, user.id)
}

export function getUser(state: State, idOrUsername: string): User {
  const user = findUser(state, idOrUsername)
  if (!user) throw new SandboxMistake(`there is no user "${idOrUsername}": POST users first`)
  return user
}

/** The named app, else the default one. */
export function getApp(state: State, appId: string | undefined): App {
  const app = appId === undefined ? state.apps.values().next().value : state.apps.get(appId)
  if (!app) throw new SandboxMistake(`there is no app "${appId}": POST apps first`)
  return app
}

/** The app of a token or code; it exists, because apps are never removed. */
export function appOf(state: State, owned: { readonly appId: string }): App {
  return getApp(state, owned.appId)
}

export function userOf(state: State, owned: { readonly userId: string }): User {
  return getUser(state, owned.userId)
}
