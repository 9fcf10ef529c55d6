/** The account, its token and its posts once more, on the store that nodes share. */
import { describe, inject } from 'vitest'
import { useEngine } from './test-keeper.ts'

describe.skipIf(inject('postgresUrl') === undefined)('on PostgreSQL', async () => {
  useEngine('postgres')
  await import('./advance.test.ts')
  await import('./advance-posts.test.ts')
  await import('./advance-insights.test.ts')
  await import('./publish-faults.test.ts')
  await import('./found-token.test.ts')
})
