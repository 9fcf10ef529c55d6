/** Fills an empty demo: people, their tokens, their weekly slots, what they have written. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { Secret } from '@everthread/client'
import { type Adopted, adoptToken } from '../account/adopt-token.ts'
import { keeperApi } from '../cli/keeper-for.ts'
import { DEFAULT_KEY, type EnvPlace } from '../cli/token-source.ts'
import { createPost } from '../publisher/queue-actions/create-post.ts'
import { DEFAULT_QUEUE } from '../publisher/queue-policy.ts'
import { actionDeps } from '../service/action-deps.ts'
import { type Installation, makeInstallation } from '../service/installation.ts'
import { realEnvPath } from '../sinks/env-file-sink.ts'
import { countAccounts } from '../store/accounts.ts'
import { putQueue, replaceSlots } from '../store/queues.ts'
import { demoPeople, type DemoPerson } from './demo-people.ts'
import type { DemoWorld } from './demo-world.ts'

/** The first one's token also stands in the `.env` of an application. Resolves with whether there was anything to do. */
export async function seedDemo(world: DemoWorld, envFile: EnvPlace): Promise<boolean> {
  const { context } = world
  await using installation = await makeInstallation({ ...context, clock: context.host })
  if ((await countAccounts(installation.store.db)).all > 0) return false
  for (const [index, person] of demoPeople(context.config.language).entries()) {
    const { accountId } = await settle(world, installation, {
      person,
      ...(index === 0 && { envFile }),
    })
    await furnish(world, installation, { person, accountId })
  }
  return true
}

interface Settler {
  readonly person: DemoPerson
  readonly envFile?: EnvPlace
}

async function settle(
  { context, control }: DemoWorld,
  installation: Installation,
  { person: { username, followers, tokenAge }, envFile }: Settler,
): Promise<Adopted> {
  await control.putUser({ username, followers })
  const { access_token: text } = await control.newToken({ user: username, kind: 'long', age: tokenAge })
  if (envFile) writeEnv(envFile, text)
  const token = new Secret(text)
  const look = await keeperApi(context).look(token)
  if (look.kind !== 'ok') throw new Error('the sandbox does not know its own token')
  const { profile, facts } = look.value
  return adoptToken(installation, {
    token,
    facts,
    profile,
    source: 'adopted',
    now: context.clock.now(),
    randomId: context.randomId,
    random: context.random,
    ...(envFile && { sink: { ...envFile, path: realEnvPath(envFile.path), delivered: 'yes' } }),
  })
}

async function furnish(
  { context }: DemoWorld,
  installation: Installation,
  { person: { slots, posts }, accountId }: { readonly person: DemoPerson; readonly accountId: string },
): Promise<void> {
  // Slots are on the reader's own wall.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  await installation.store.transaction(async (trx) => {
    await putQueue(trx, accountId, { ...DEFAULT_QUEUE, zone })
    await replaceSlots(trx, accountId, slots)
  })
  const deps = await actionDeps({ ...context, installation })
  for (const post of posts) await createPost(deps, { accountId, ...post })
}

function writeEnv({ path }: EnvPlace, token: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const text = `# The settings of an application. Only the token's own characters will ever change.
GREETING="good morning"   # stays
export ${DEFAULT_KEY}='${token}'   # stays too
LAST=1
`
  writeFileSync(path, text, { mode: 0o600 })
}
