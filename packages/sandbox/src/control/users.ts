/** `POST users`: people come to be, and change. */
import { newUser, type User } from '../entities/user.ts'
import { SandboxMistake } from '../mistake.ts'
import { findUser } from '../state/state.ts'
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
}

export const parseUserOrder: Parser<UserOrder> = object({
  username: text,
  name: optional(anyText),
  biography: optional(anyText),
  private: optional(flag),
  tester: optional(flag),
  verified: optional(flag),
  followers: optional(integer(0)),
})

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
  const user = { ...known, ...order, username: known.username }
  world.state.users.set(user.id, user)
  return userView(user)
}

export function userView(user: User): UserView {
  const { name, biography, ...always } = user
  return { ...always, ...(name !== undefined && { name }), ...(biography !== undefined && { biography }) }
}
