import { describe, inject } from 'vitest'
import { onEachEngine } from '../store/test-store.ts'
import { dispatchConformance } from './dispatch-conformance.ts'
import { startEmbedded } from './embedded.ts'
import { startPgBoss } from './pg-boss.ts'

onEachEngine((engine) => {
  dispatchConformance({ engine, start: startEmbedded })
})

describe.skipIf(inject('postgresUrl') === undefined)('with pg-boss', () => {
  dispatchConformance({
    engine: 'postgres',
    start: (options, { url = '' }) => startPgBoss({ ...options, databaseUrl: url }),
  })
})
