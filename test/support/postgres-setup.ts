/** Before all tests: one private PostgreSQL for those that want one. Without its binaries they are skipped, and that is said. */
import type { TestProject } from 'vitest/node'
import { findPostgres, startPostgres } from './private-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of its superuser, without a database at its end; absent where this machine has no PostgreSQL. */
    readonly postgresUrl: string | undefined
  }
}

export async function setup({ provide }: TestProject): Promise<(() => PromiseLike<void>) | undefined> {
  const bin = findPostgres()
  if (bin === undefined) {
    console.log('not run: postgres (not found; on Debian: apt-get install postgresql)')
    if (process.env['EVERTHREAD_TEST_REQUIRE'] === 'all') throw new Error('there is no PostgreSQL here')
    provide('postgresUrl', undefined)
    return undefined
  }
  const server = await startPostgres(bin, { durable: 'no' })
  provide('postgresUrl', server.url)
  return () => server[Symbol.asyncDispose]()
}
