/** A setting that cannot be used. The sentence names it, what was given and what is expected; no secret is ever quoted. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly code = 'config'
  readonly setting: string

  constructor(setting: string, message: string) {
    super(`${setting} ${message}`)
    this.setting = setting
  }
}

const LONGEST_QUOTE = 40

/**
 * What was given, for the sentence. Long text, and what has the shape of a token, is only counted: values get swapped by
 * accident, and an error message is no place for the one that was meant for another setting.
 */
export function quoted(given: string): string {
  if (given.length > LONGEST_QUOTE || /^TH(?:[A-Z]{2}|\|)/.test(given)) return `${given.length} characters`
  return JSON.stringify(given)
}
