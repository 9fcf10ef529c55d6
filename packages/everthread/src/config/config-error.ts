/** A setting that cannot be used: which one, what is wrong with it, and what was given. The sentence is `words/failure-words`' business. */

export const CONFIG_PROBLEMS = [
  'not-a-database-url',
  'database-needs-key',
  'folder-empty',
  'not-a-host',
  'not-a-port',
  'not-a-language',
  'not-a-log',
  'not-a-url',
  'url-in-the-clear', // a token would travel through it
  'url-with-extras', // a user name, a query or a fragment, where secrets are put
  'not-hosts',
  'bucket-incomplete', // of what belongs to a bucket, this is not set
  'model-missing', // an endpoint for drafts without the name of a model
] as const

export type ConfigProblem = (typeof CONFIG_PROBLEMS)[number]

/** What was given, as far as it may be repeated. */
export type Given =
  | { readonly kind: 'shown'; readonly text: string }
  | { readonly kind: 'counted'; readonly length: number }

export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly code = 'config'
  readonly setting: string
  readonly problem: ConfigProblem
  readonly given: Given

  constructor(setting: string, problem: ConfigProblem, given: Given = { kind: 'shown', text: '' }) {
    super(`${setting}: ${problem}`)
    this.setting = setting
    this.problem = problem
    this.given = given
  }
}

const LONGEST_SHOWN = 40

/**
 * Long text, and what has the shape of a token, is only counted: values get swapped by accident, and an error message is
 * no place for the one that was meant for another setting.
 */
export function givenFrom(text: string): Given {
  if (text.length > LONGEST_SHOWN || /^TH(?:[A-Z]{2}|\|)/.test(text))
    return { kind: 'counted', length: text.length }
  return { kind: 'shown', text }
}
