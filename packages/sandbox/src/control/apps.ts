/** `POST apps`: what an app's owner sets in Meta's dashboard. */
import { type App, newApp } from '../entities/app.ts'
import { SandboxMistake } from '../mistake.ts'
import { redirectProblem } from '../tokens/redirect-rules.ts'
import type { World } from '../world.ts'
import { anyText, flag, list, object, optional, type Parser, text } from './shape.ts'

/** `POST apps`. With the `app_id` of an app it changes that one; what is left out stays as it is. */
export interface AppOrder {
  readonly app_id?: string
  readonly app_secret?: string
  readonly name?: string
  /** Replaces the list. Default of a new app: `https://localhost:4281/callback`. */
  readonly redirect_uris?: readonly string[]
  /** Uninstall callback; `''` removes it. */
  readonly deauthorize_url?: string
  /** Data deletion request URL; `''` removes it. */
  readonly delete_url?: string
  /** Through app review: also people who are no testers may use it. Default false. */
  readonly live?: boolean
}

export const parseAppOrder: Parser<AppOrder> = object({
  app_id: optional(text),
  app_secret: optional(text),
  name: optional(text),
  redirect_uris: optional(list(text)),
  deauthorize_url: optional(anyText),
  delete_url: optional(anyText),
  live: optional(flag),
})

/** An app as the control plane shows it. */
export interface AppView {
  readonly app_id: string
  readonly app_secret: string
  readonly meta_app_id: string
  readonly meta_app_secret: string
  readonly name: string
  readonly redirect_uris: readonly string[]
  readonly deauthorize_url?: string
  readonly delete_url?: string
  readonly live: boolean
}

/** Makes the app, or changes the one that has that id. */
export function putApp(world: World, order: AppOrder): AppView {
  for (const uri of order.redirect_uris ?? []) {
    const problem = redirectProblem(world, uri)
    if (problem) throw new SandboxMistake(`the redirect URI "${uri}" cannot be registered: ${problem}`)
  }
  for (const url of [order.deauthorize_url, order.delete_url]) requireUrl(url)
  const app = changedOrNew(world, order)
  world.state.apps.set(app.appId, app)
  return appView(app)
}

function changedOrNew(world: World, order: AppOrder): App {
  const known = order.app_id === undefined ? undefined : world.state.apps.get(order.app_id)
  if (!known) return newApp(world.random, { ...settingsOf(order), ...idsOf(order) })
  if (order.app_secret !== undefined && order.app_secret !== known.appSecret) {
    throw new SandboxMistake(`the secret of app "${known.appId}" cannot be changed`)
  }
  return { ...known, ...settingsOf(order) }
}

function idsOf(order: AppOrder): Partial<App> {
  if (order.app_id !== undefined && !/^\d{1,20}$/.test(order.app_id)) {
    throw new SandboxMistake('an app_id is a text of up to 20 digits')
  }
  return {
    ...(order.app_id !== undefined && { appId: order.app_id }),
    ...(order.app_secret !== undefined && { appSecret: order.app_secret }),
  }
}

function settingsOf(order: AppOrder): Partial<App> {
  return {
    ...(order.name !== undefined && { name: order.name }),
    ...(order.redirect_uris !== undefined && { redirectUris: order.redirect_uris }),
    ...(order.deauthorize_url !== undefined && { deauthorizeUrl: order.deauthorize_url || undefined }),
    ...(order.delete_url !== undefined && { deleteUrl: order.delete_url || undefined }),
    ...(order.live !== undefined && { live: order.live }),
  }
}

/** @throws SandboxMistake */
export function requireUrl(url: string | undefined): void {
  if (url === undefined || url === '') return
  if (!URL.canParse(url) || !/^https?:/.test(url)) throw new SandboxMistake(`"${url}" is not a http(s) URL`)
}

export function appView(app: App): AppView {
  return {
    app_id: app.appId,
    app_secret: app.appSecret,
    meta_app_id: app.metaAppId,
    meta_app_secret: app.metaAppSecret,
    name: app.name,
    redirect_uris: app.redirectUris,
    ...(app.deauthorizeUrl !== undefined && { deauthorize_url: app.deauthorizeUrl }),
    ...(app.deleteUrl !== undefined && { delete_url: app.deleteUrl }),
    live: app.live,
  }
}
