/** Every migration, oldest first. Append; never change one that has been released. */
import { up as oneToken } from './0001-one-token.ts'

export const migrations = [{ id: 1, name: 'one-token', up: oneToken }] as const
