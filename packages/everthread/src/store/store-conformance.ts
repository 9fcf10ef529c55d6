/**
 * What every store must do, whatever engine it is on: the tests of all that reads and writes rows. Whoever brings a third
 * engine runs this first.
 */
import { describe } from 'vitest'
import { claimsConformance } from './claims-conformance.ts'
import { eventsConformance } from './events-conformance.ts'
import { insightsConformance } from './insights-conformance.ts'
import { keepingConformance } from './keeping-conformance.ts'
import { postsConformance } from './posts-conformance.ts'
import type { Engine } from './store.ts'
import { transactionConformance } from './transaction-conformance.ts'

export function storeConformance(engine: Engine): void {
  describe('transactions', () => {
    transactionConformance(engine)
  })
  describe('claims', () => {
    claimsConformance(engine)
  })
  describe('accounts', () => {
    keepingConformance(engine)
  })
  describe('events', () => {
    eventsConformance(engine)
  })
  describe('insights', () => {
    insightsConformance(engine)
  })
  describe('posts', () => {
    postsConformance(engine)
  })
}
