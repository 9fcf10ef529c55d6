/** Where this repository lies. */
import { join } from 'node:path'

export const REPOSITORY = join(import.meta.dirname, '../..')

/** The large campaigns: more kills, more of everything. */
export const isLongRun = process.env['EVERTHREAD_TEST_LONG'] === '1'
