/**
 * Programs that a test needs besides Node, and that a machine may lack: looked for, said when missing, and demanded where
 * everything is (`EVERTHREAD_TEST_REQUIRE=all`): the test then runs and fails.
 */
import { spawnSync } from 'node:child_process'

export function mayRunWith(program: string, versionFlag = '--version'): boolean {
  const isThere = spawnSync(program, [versionFlag], { stdio: 'ignore' }).status === 0
  if (isThere) return true
  console.log(`not run: ${program} (not found)`)
  return process.env['EVERTHREAD_TEST_REQUIRE'] === 'all'
}
