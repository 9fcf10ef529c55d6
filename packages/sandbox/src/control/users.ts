/** `POST users`: people come to be, and change. */
import { newUser, type User } from '../entities/user.ts'
import { SandboxMistake } from '../mistake.ts'
import { findUser, storeUser } from '../state/state.ts'
import type { World } from '../world.ts'
import { anyText, flag, integer, object, optional, type Parser, text } from './shape.ts'

/** `POST users`. What is left out stays as it is; a new user is public and a tester. */
export interface UserOrder {
  readonly username: string
  readonly name?: string
  readonly biography?: string
  readonly private?: boolean
  readonly tester?: boolean
  readonly verified?: boolean
  readonly followers?: number
  /** `is_eligible_for_geo_gating`: may restrict posts to countries. Default false. */
  readonly geo_gating?: boolean
  /** `fr_FR`: in which language `error_user_title` and `error_user_msg` are; fr, ko and ru are known. Default English. */
  readonly locale?: string
}

export const parseUserOrder: Parser<UserOrder> = object({
  username: text,
  name: optional(anyText),
  biography: optional(anyText),
  private: optional(flag),
  tester: optional(flag),
  verified: optional(flag),
  followers: optional(integer(0)),
  geo_gating: optional(flag),
  locale: optional(localeCode),
})

function localeCode(value: unknown, at: string): string {
  const code = text(value, at)
  if (!/^[a-z]{2}_[A-Z]{2}$/.test(code)) throw new SandboxMistake(`${at} must be a locale such as fr_FR`)
  return code
}

/** A user as the control plane shows it. */
export interface UserView {
  readonly id: string
  readonly username: string
  readonly name?: string
  readonly biography?: string
  readonly private: boolean
  readonly tester: boolean
  readonly verified: boolean
  readonly followers: number
  readonly geo_gating: boolean
  readonly locale?: string
}

const USERNAME = /^[A-Za-z0-9._]{1,30}$/

/** Makes the user, or changes the one who has that name. */
export function putUser(world: World, order: UserOrder): UserView {
  if (!USERNAME.test(order.username)) {
    throw new SandboxMistake(
      `"${order.username}" is no username: 1 to 30 letters, digits, dots and underscores`,
    )
  }
  const known = findUser(world.state, order.username) ?? newUser(world.random, order.username)
  const { geo_gating = known.geoGating, ...change } = order
  const user = { ...known, ...change, username: known.username, geoGating: geo_gating }
  storeUser(world.state, user)
  return userView(user)
}

export function userView(user: User): UserView {
  const { name, biography, geoGating, ...always } = user
  return {
    ...always,
    geo_gating: geoGating,
    ...(name !== undefined && { name }),
    ...(biography !== undefined && { biography }),
  }
}
