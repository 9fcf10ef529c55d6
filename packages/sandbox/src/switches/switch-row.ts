/** One thing that nobody outside Meta knows, as data. */
export interface SwitchRow {
  readonly values: readonly (string | number | boolean)[]
  readonly default: string | number | boolean
  /** Besides the listed values also a duration such as `81000s`. */
  readonly duration?: true
  /** Sections of threads-api.md. */
  readonly section: string
  /** `not yet`: the name is accepted, and nothing in the sandbox obeys it so far. */
  readonly status: 'supported' | 'not yet'
  readonly about: string
}

export const ON_OFF = [false, true] as const
