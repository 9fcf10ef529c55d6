/** What was announced about a `.env` without a data folder, in a folder that may vanish or be full. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../env-file/temporary-folder.ts'
import { announcedFile } from './announced-file.ts'

it('a note that cannot be written stops nobody from being told', async () => {
  using folder = temporaryFolder()
  const runtimeDir = folder.join('run')
  const announced = announcedFile({ runtimeDir, path: '/srv/.env', key: 'THREADS_ACCESS_TOKEN' })
  await announced.write(['token-dead'])
  expect(await announced.read()).toEqual(['token-dead'])
  for (const name of readdirSync(runtimeDir)) {
    rmSync(join(runtimeDir, name))
    mkdirSync(join(runtimeDir, name)) // A file cannot take the place of a folder.
  }
  await announced.write(['token-dead'])
  expect(await announced.read()).toEqual([])
})
