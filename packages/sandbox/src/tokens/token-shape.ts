/** How a token of this sandbox looks. `THAA` as live ones begin; the length is a guess within 150 to 200 (threads-api.md §11). */
export const TOKEN_PREFIX = 'THAA'
export const TOKEN_LENGTH = 168

/** `whole`: nothing is wrong with it, but nobody issued it. `cut`: it begins as one does. `foreign`: whatever else. */
export type TokenShape = 'whole' | 'cut' | 'foreign'

export function tokenShape(value: string): TokenShape {
  if (!value.startsWith(TOKEN_PREFIX)) return 'foreign'
  return value.length === TOKEN_LENGTH && /^[\w-]+$/.test(value) ? 'whole' : 'cut'
}
