/** The rules of DESIGN §3 about who may know of what, as data. Each has a control: a file that breaks it. */
import type { Import, SourceFile } from './source-file.ts'

export interface HouseRule {
  readonly name: string
  /** The files that it is about. */
  readonly about: (file: SourceFile, house: House) => boolean
  /** What of the file breaks it. */
  readonly broken: (file: SourceFile, house: House) => readonly string[]
  /** Files that may, and why. */
  readonly except: Readonly<Record<string, string>>
  /** Breaks the rule, and nothing that is allowed. */
  readonly control: { readonly path: string; readonly text: string }
}

export interface House {
  readonly files: ReadonlyMap<string, SourceFile>
  /** Paths of the files that decide and do nothing else. */
  readonly pure: ReadonlySet<string>
}

const PRODUCT = 'packages/everthread/src/'
const CLIENT = 'packages/client/src/'
const SANDBOX = 'packages/sandbox/src/'

export const HOUSE_RULES: readonly HouseRule[] = [
  {
    name: 'the client imports nothing but itself: no package, and nothing of Node’s',
    about: within(CLIENT),
    broken: imports(({ target }) => !target.startsWith(CLIENT)),
    except: {},
    control: { path: `${CLIENT}control.ts`, text: "import { readFileSync } from 'node:fs'" },
  },
  {
    name: 'the sandbox imports nothing but itself and Node: never the client',
    about: within(SANDBOX),
    broken: imports(({ target }) => !target.startsWith(SANDBOX) && !target.startsWith('node:')),
    except: {},
    control: { path: `${SANDBOX}control.ts`, text: "import type { Secret } from '@everthread/client'" },
  },
  {
    name: 'what keeps accounts, publishes and reads insights knows of no interface',
    about: within(
      ...['keeper', 'account', 'service', 'dispatch', 'publisher', 'insights'].map(
        (folder) => `${PRODUCT}${folder}/`,
      ),
    ),
    broken: imports(({ target }) =>
      ['server/', 'cli/', 'web/', 'demo/', 'doctor/'].some((folder) => target.startsWith(PRODUCT + folder)),
    ),
    except: {},
    control: {
      path: `${PRODUCT}service/control.ts`,
      text: "import type { Terminal } from '../cli/terminal.ts'",
    },
  },
  {
    name: 'no start waits for a module of Node’s, for the store or for the words of a language’s dates',
    about: ({ path }) => path === `${PRODUCT}cli/main.ts`,
    broken: slowStartsOf,
    except: {},
    control: {
      path: `${PRODUCT}cli/main.ts`,
      text: "export { fileSignature } from '../service/file-signature.ts'; await import('node:http')",
    },
  },
  {
    name: 'the builder of SQL is loaded by the store alone: others may know its types',
    about: (file) => within(PRODUCT)(file) && !within(`${PRODUCT}store/`)(file),
    broken: imports(({ target, isTypeOnly }) => !isTypeOnly && (target === 'kysely' || target === 'pg')),
    except: {},
    control: { path: `${PRODUCT}account/control.ts`, text: "import { sql } from 'kysely'" },
  },
  {
    name: 'SQLite is opened by the store alone',
    about: within(PRODUCT, CLIENT, SANDBOX),
    broken: (file) => [
      ...imports(({ target, isTypeOnly }) => !isTypeOnly && target === 'node:sqlite')(file),
      ...uses('process.getBuiltinModule')(file),
    ],
    except: {
      [`${PRODUCT}store/open-store.ts`]: 'opens it',
      [`${PRODUCT}store/snapshot.ts`]: 'copies it',
      [`${PRODUCT}store/view-store.ts`]: 'reads it without changing it',
      [`${PRODUCT}env-file/env-lock.ts`]: 'an empty database is the lock on a .env (DESIGN §5)',
    },
    control: { path: `${PRODUCT}account/control.ts`, text: "import { DatabaseSync } from 'node:sqlite'" },
  },
  {
    name: 'the environment is read in config/env.ts',
    about: within(PRODUCT, CLIENT, SANDBOX),
    broken: uses('process.env'),
    except: {
      [`${PRODUCT}config/env.ts`]: 'reads it',
      [`${SANDBOX}intercept.ts`]: 'loads before any program, which knows nothing of it',
    },
    control: { path: `${PRODUCT}account/control.ts`, text: 'export const home = process.env.HOME' },
  },
  {
    name: 'clocks, timers and chance without a seed have one module in each package',
    about: within(PRODUCT, CLIENT, SANDBOX),
    broken: uses(
      ...['Date', 'setTimeout', 'setInterval', 'setImmediate', 'performance', 'Math.random'],
      ...['AbortSignal.timeout', 'process.hrtime', 'Temporal'],
    ),
    except: {
      [`${PRODUCT}time/clock.ts`]: 'the product’s',
      [`${PRODUCT}time/zones.ts`]: 'zones by Temporal; it never asks what time it is',
      [`${CLIENT}time.ts`]: 'the client’s',
      [`${SANDBOX}time/host.ts`]: 'the sandbox’s',
      [`${SANDBOX}callbacks/call-app.ts`]: 'gives one request up: nothing is decided by it',
      [`${PRODUCT}service/follow-api-clock.ts`]:
        'gives one request to a sandbox up: nothing is decided by it',
    },
    control: { path: `${PRODUCT}keeper/policy.ts`, text: 'export const now = (): number => Date.now()' },
  },
  {
    name: 'no rule is gone round through globalThis',
    about: within(PRODUCT, CLIENT, SANDBOX),
    broken: ({ names }) => [...names].filter((name) => name.startsWith('globalThis.')),
    except: {
      [`${SANDBOX}sandbox.ts`]: 'the default of an option: callbacks to apps go out by it',
      [`${PRODUCT}drafts/ai-model.ts`]: 'the only switch of the AI SDK for what it prints',
    },
    control: {
      path: `${PRODUCT}account/control.ts`,
      text: 'export const now = (): number => globalThis.Date.now()',
    },
  },
  {
    name: 'nothing is encrypted or decrypted outside the vault',
    about: (file) => within(PRODUCT)(file) && !within(`${PRODUCT}vault/`)(file),
    broken: uses('createCipheriv', 'createDecipheriv', 'createSecretKey', 'hkdfSync'),
    except: {},
    control: { path: `${PRODUCT}account/control.ts`, text: "import { createCipheriv } from 'node:crypto'" },
  },
  {
    name: 'the key is read by the vault alone: others open a vault, and have none of its bytes',
    about: (file) => within(PRODUCT)(file) && !within(`${PRODUCT}vault/`)(file),
    broken: uses('loadKeys', 'parseKeys', 'createVault', 'raw.EVERTHREAD_KEY'),
    except: {
      [`${PRODUCT}service/installation.ts`]: 'hands the setting over when it opens a data folder',
      [`${PRODUCT}doctor/gather-data-folder.ts`]: 'hands it over to see whether it is the right one',
    },
    control: { path: `${PRODUCT}cli/main.ts`, text: 'console.log(raw.EVERTHREAD_KEY)' },
  },
  {
    name: 'a file that decides loads, however far one follows, nothing that has an effect',
    about: ({ path }, { pure }) => pure.has(path),
    broken: effectsOf,
    except: {
      [`${PRODUCT}supervisor/child-transition.ts`]: 'the number of a signal is the platform’s, from node:os',
    },
    control: { path: `${PRODUCT}keeper/policy.ts`, text: "import { createHash } from 'node:crypto'" },
  },
]

/** Files that hold a decision or a table of one; besides them, each whose first comment says that it is pure. */
const DECISIONS = [
  'account/next-step',
  'account/settle',
  'alerts/condition',
  'alerts/incidents',
  'alerts/standing-of-round',
  'keeper/backoff',
  'keeper/facts',
  'keeper/lifetime',
  'keeper/merge-facts',
  'keeper/policy',
  'keeper/reasons',
  'keeper/refusal',
  'keeper/round',
  'supervisor/child-states',
  'supervisor/child-transition',
].map((name) => `${PRODUCT}${name}.ts`)

export function houseOf(files: readonly SourceFile[]): House {
  const claims = files.filter(({ docstring }) => /\bPure\b/.test(docstring)).map(({ path }) => path)
  return {
    files: new Map(files.map((file) => [file.path, file])),
    pure: new Set([...DECISIONS, ...claims]),
  }
}

/** Functions of values, all of them. */
const HARMLESS = ['node:path', '@everthread/client']

/** What a file reaches by what it loads. The clocks in time/ are handed in, so nothing there is looked at. */
function effectsOf(file: SourceFile, house: House): string[] {
  const isLookedAt = ({ target }: Import): boolean =>
    !HARMLESS.includes(target) && !target.startsWith(`${PRODUCT}time/`)
  return reachedFrom(file, house, isLookedAt)
    .filter(({ target }) => !house.files.has(target))
    .map(({ target, by }) => `reaches ${target} by ${by}`)
}

/** The parser of the command line is what a start is for. */
const LOADED_AT_START = ['commander']

/** What is slow to load and no start needs. */
function slowStartsOf(file: SourceFile, house: House): string[] {
  const isSlow = (target: string): boolean => {
    const reached = house.files.get(target)
    if (!reached) return !LOADED_AT_START.includes(target)
    return (
      target.startsWith(`${PRODUCT}store/`) || [...reached.names].some((name) => name.startsWith('Intl.'))
    )
  }
  return reachedFrom(file, house, ({ isLazy }) => !isLazy)
    .filter(({ target }) => isSlow(target))
    .map(({ target, by }) => `reaches ${target} by ${by}`)
}

interface Reached {
  readonly target: string
  /** The file that loads it. */
  readonly by: string
}

/** Everything that is loaded with a file, however far one follows. */
function reachedFrom(file: SourceFile, { files }: House, isFollowed: (one: Import) => boolean): Reached[] {
  const reached = new Map<string, string>()
  const follow = ({ path, imports }: SourceFile): void => {
    for (const one of imports) {
      if (one.isTypeOnly || reached.has(one.target) || !isFollowed(one)) continue
      reached.set(one.target, path)
      const next = files.get(one.target)
      if (next) follow(next)
    }
  }
  follow(file)
  return [...reached].map(([target, by]) => ({ target, by }))
}

/** Whom a rule is about. Tests may do what they need; so may what only tests load. */
function within(...folders: readonly string[]): (file: SourceFile) => boolean {
  return ({ path }) => folders.some((folder) => path.startsWith(folder)) && !isOfTests(path)
}

function isOfTests(path: string): boolean {
  return /(?:\.test|\/test-[\w-]+)\.ts$/.test(path)
}

function imports(isWrong: (one: Import) => boolean): (file: SourceFile) => string[] {
  return (file) => file.imports.filter(isWrong).map(({ target }) => `imports ${target}`)
}

function uses(...names: readonly string[]): (file: SourceFile) => string[] {
  return (file) => names.filter((name) => file.names.has(name)).map((name) => `uses ${name}`)
}
