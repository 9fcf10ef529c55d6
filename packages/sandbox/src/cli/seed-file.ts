/** The file of `--seed`: what a sandbox starts with, and returns to on a reset. Each entry is the body of a control call. */
import { readFile } from 'node:fs/promises'
import { parseAppOrder } from '../control/apps.ts'
import { parseFaultOrder } from '../control/faults.ts'
import { parsePopulationOrder } from '../control/population.ts'
import { parsePostOrder } from '../control/posts.ts'
import { list, object, oneOf, optional, type Parser, record, text, textOrNumber } from '../control/shape.ts'
import { parseTokenOrder } from '../control/tokens.ts'
import { parseUserOrder } from '../control/users.ts'
import { parseSubscriptionOrder } from '../control/webhooks.ts'
import { SandboxMistake } from '../mistake.ts'
import type { SandboxOptions } from '../sandbox.ts'
import { parsePositions } from '../switches/switches.ts'
import { CLOCK_MODES } from '../time/clock.ts'

/** What a seed file may hold. */
export type SeedFile = Pick<
  SandboxOptions,
  | 'seed'
  | 'now'
  | 'clock'
  | 'apps'
  | 'users'
  | 'population'
  | 'posts'
  | 'tokens'
  | 'webhooks'
  | 'faults'
  | 'switches'
>

const parseSeed: Parser<SeedFile> = object({
  seed: optional(text),
  now: optional(textOrNumber),
  clock: optional(oneOf(CLOCK_MODES)),
  apps: optional(list(parseAppOrder)),
  users: optional(list(parseUserOrder)),
  population: optional(parsePopulationOrder),
  posts: optional(list(parsePostOrder)),
  tokens: optional(list(parseTokenOrder)),
  webhooks: optional(list(parseSubscriptionOrder)),
  faults: optional(list(parseFaultOrder)),
  switches: optional((value, at) => parsePositions(record(value, at))),
})

/** @throws SandboxMistake with a sentence that names the file. */
export async function readSeedFile(path: string): Promise<SeedFile> {
  return parseSeed(parseJson(await readText(path), path), path)
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new SandboxMistake(`the seed file cannot be read: ${reason}`, { cause: error })
  }
}

function parseJson(content: string, path: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new SandboxMistake(`${path} is not JSON`, { cause: error })
  }
}
