/** The TypeScript in a README, run as it stands there. */
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { REPOSITORY } from '../support/repository.ts'

/** What the snippet finds around it: its imports by the package's name, and everything else by its own. */
export interface Surroundings {
  readonly modules: Readonly<Record<string, object>>
  readonly names: Readonly<Record<string, unknown>>
}

/** The fenced blocks of one language in a package's README, each with the heading above it. */
export function snippetsOf(
  name: 'client' | 'sandbox',
  language: string,
): { heading: string; code: string }[] {
  const text = readFileSync(join(REPOSITORY, 'packages', name, 'README.md'), 'utf8')
  const fences = text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))
  return [...fences].map(({ index, 1: code = '' }) => ({
    heading:
      /^#+ (.+)$/.exec(
        text
          .slice(0, index)
          .match(/^#+ .+$/gm)
          ?.at(-1) ?? '',
      )?.[1] ?? '',
    code,
  }))
}

/** Resolves with what it printed. */
export async function runSnippet(code: string, { modules, names }: Surroundings): Promise<string[]> {
  const printed: string[] = []
  const body = stripTypeScriptTypes(code)
    .replace(/^import (\{[^}]+\}) from '([^']+)'$/gm, "const $1 = modules['$2']")
    .replace(/^export /gm, '')
  const given = {
    modules,
    console: { log: (...what: unknown[]) => printed.push(what.map(String).join(' ')) },
    ...names,
  }
  // A block of its own, so that the snippet may declare what it is also given.
  const run = new AsyncFunction(...Object.keys(given), `{\n${body}\n}`)
  await run(...Object.values(given))
  return printed
}

const AsyncFunction = (async () => undefined).constructor as new (
  ...parts: string[]
) => (...given: unknown[]) => Promise<unknown>
