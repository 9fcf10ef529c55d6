/**
 * "From the environment, else the `--env` file, else the settings" (DESIGN §3), with the origin kept: `doctor` says where
 * a value came from, because a forgotten variable that wins over the file is the usual reason for "I changed it and
 * nothing happened" (T10, T26).
 */

/** In the order in which they win. */
export const ORIGINS = ['environment', 'env-file', 'settings'] as const

export type Origin = (typeof ORIGINS)[number]

export interface Found<T> {
  readonly value: T
  readonly origin: Origin
}

/** `undefined` when no source has a value. */
export function firstOf<T>(sources: Partial<Readonly<Record<Origin, T | undefined>>>): Found<T> | undefined {
  for (const origin of ORIGINS) {
    const value = sources[origin]
    if (value !== undefined) return { value, origin }
  }
  return undefined
}
