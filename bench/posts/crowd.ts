/** Many people in a sandbox, each with a token that has just been issued. */
import type { Member } from '../../test/support/filled-folder.ts'
import type { SandboxProcess } from '../sandbox-process.ts'

/** Asked at once. */
const AT_ONCE = 32

/** `age` of their tokens, as the sandbox writes it: `45d`. */
export async function createCrowd(
  sandbox: SandboxProcess,
  { count, prefix, age }: { readonly count: number; readonly prefix: string; readonly age: string },
): Promise<readonly Member[]> {
  return inParallel(count, AT_ONCE, async (index) => {
    const username = `${prefix}${index}`
    const { id } = (await sandbox.order('users', { username })) as { readonly id: string }
    const { access_token } = (await sandbox.order('tokens', { user: username, age })) as {
      readonly access_token: string
    }
    return { userId: id, username, token: access_token }
  })
}

/** Does it for 0 … count − 1, so many at a time. The results have that order. */
export async function inParallel<T>(
  count: number,
  atOnce: number,
  work: (index: number) => Promise<T>,
): Promise<T[]> {
  const results: T[] = Array.from({ length: count })
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < count) {
      const index = next
      next += 1
      results[index] = await work(index)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker))
  return results
}
