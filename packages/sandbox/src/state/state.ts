/** Everything that the sandbox remembers of apps and people: plain data, so that a snapshot is a clone. */
import type { App } from '../entities/app.ts'
import type { Container } from '../entities/container.ts'
import type { LoginCode } from '../entities/login-code.ts'
import type { Post } from '../entities/post.ts'
import type { UserToken } from '../entities/token.ts'
import type { User } from '../entities/user.ts'
import { SandboxMistake } from '../mistake.ts'

export interface State {
  /** By app id; the first is the default app. */
  readonly apps: Map<string, App>
  /** By user id. */
  readonly users: Map<string, User>
  /** By the token itself. */
  readonly tokens: Map<string, UserToken>
  /** App tokens (`TH|id|…`) and whose they are. */
  readonly appTokens: Map<string, string>
  /** By the code itself. */
  readonly codes: Map<string, LoginCode>
  /** By container id. */
  readonly containers: Map<string, Container>
  /** By media id; read and written through `posts.ts`. */
  readonly posts: Map<string, Post>
}

export function emptyState(): State {
  return {
    apps: new Map(),
    users: new Map(),
    tokens: new Map(),
    appTokens: new Map(),
    codes: new Map(),
    containers: new Map(),
    posts: new Map(),
  }
}

export function findUser(state: State, idOrUsername: string): User | undefined {
  const byId = state.users.get(idOrUsername)
  if (byId) return byId
  for (const user of state.users.values()) if (user.username === idOrUsername) return user
  return undefined
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
