/** A home in which everything that is said and written is kept, to be searched for secrets at the end. */
import { existsSync, readFileSync } from 'node:fs'
import type { Sandbox } from '@everthread/sandbox'
import type { Everthread, How } from '../support/everthread.ts'
import type { Ended, RunningProcess } from '../support/running-process.ts'
import type { TestHome } from '../support/test-home.ts'
import { type Canary, piecesOf, seenBelow, seenIn } from './canary-search.ts'

export interface WatchedHome {
  run(args: readonly string[], how?: How): Promise<Ended>
  start(args: readonly string[], how?: How): RunningProcess
  /** A shell command that writes down the title of every process there is, and reads its input. */
  readonly titleWriter: string
  /** Everything so far in which a secret stands; nothing, if all is well. */
  sightings(): string[]
  /** What was searched, so that a test can see that it was not nothing. */
  searched(): { readonly outputs: number; readonly titles: number }
}

export interface WatchOrder {
  readonly everthread: Everthread
  readonly home: TestHome
  readonly sandbox: Sandbox
  /** Besides the sandbox's tokens, codes and app secret. */
  readonly others?: readonly Canary[]
}

export function watch({ everthread, home, sandbox, others = [] }: WatchOrder): WatchedHome {
  const started: { readonly args: readonly string[]; readonly running: RunningProcess }[] = []
  const titles = `${home.root}/titles`
  const start = (args: readonly string[], how?: How): RunningProcess => {
    const running = everthread.start(home, args, how)
    started.push({ args, running })
    return running
  }
  return {
    start,
    run: async (args, how) => {
      await using running = start(args, how)
      return await running.ended
    },
    titleWriter: `cat >/dev/null; { ${LIST_TITLES}; } >>'${titles}' 2>/dev/null; true`,
    sightings: () => {
      const pieces = piecesOf([...canariesOf(sandbox), ...others])
      const said = started.flatMap(({ args, running }) =>
        [running.stdout(), running.stderr()].flatMap((text) =>
          seenIn(text, pieces).map((name) => `everthread ${args[0]} said: ${name}`),
        ),
      )
      return [...said, ...seenBelow(home.root, pieces, mayHoldToken)]
    },
    searched: () => ({
      outputs: started.filter(({ running }) => running.stdout() + running.stderr() !== '').length,
      titles: existsSync(titles) ? readFileSync(titles, 'utf8').split('\n').filter(Boolean).length : 0,
    }),
  }
}

/** By the kernel's own files where there are any: not every small machine has a `ps`. */
const LIST_TITLES = `if [ -d /proc/self ]
  then for each in /proc/[0-9]*; do tr '\\0' ' ' <$each/cmdline; echo; done
  else ps -A -o args
fi`

/** The `.env` itself; its temporary journal is gone when nothing runs. */
function mayHoldToken(path: string): boolean {
  return path.endsWith('/.env')
}

function canariesOf(sandbox: Sandbox): Canary[] {
  const { tokens, codes } = sandbox.state()
  return [
    { name: 'the app secret', value: sandbox.appSecret },
    ...tokens.map(({ access_token: value, fingerprint }) => ({ name: `token ${fingerprint}`, value })),
    ...codes.map(({ code: value }, index) => ({ name: `code ${index}`, value })),
  ]
}
