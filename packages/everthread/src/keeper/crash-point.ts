/**
 * Where the process is killed in the crash tests: every place between two effects. `EVERTHREAD_CRASH_AT=name`
 * or `name:n` (the n-th time) arms one; nothing else in the product knows of it.
 */

export const RENEWAL_CRASH_POINTS = [
  'journal-prepared', // the journal is on disk, the call has not been made
  'answer-received', // Meta has renewed; nothing of it is on disk
  'journal-recorded', // the new token is on disk
  'token-proven', // `/me` has accepted it
  'store-committed', // it is the current generation (with a data folder)
  'journal-removed',
  'sink-written', // the .env holds it
] as const

/** Every place between two effects of a publication. */
export const PUBLISHING_CRASH_POINTS = [
  'container-answered', // Meta has a container; nothing of it is in the store
  'container-committed',
  'intent-committed', // the ledger says that the call may be out; it has not been made
  'publish-answered', // the post is out; nothing of it is in the store
  'published-committed', // its id is in the store, its address is not
  'read-back-committed',
] as const

export type CrashPoint = (name: string) => void

export const noCrash: CrashPoint = () => undefined

/** `kill` must not return: whole-process tests pass SIGKILL on the process itself. */
export function armCrashPoint(spec: string | undefined, kill: () => void): CrashPoint {
  if (spec === undefined || spec === '') return noCrash
  const [wanted, nth] = spec.split(':')
  let left = nth === undefined ? 1 : Number(nth)
  return (name) => {
    if (name !== wanted) return
    left -= 1
    if (left === 0) kill()
  }
}
