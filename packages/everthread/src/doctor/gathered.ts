/**
 * What `doctor` looks at, gathered once. The checks decide from this alone; they ask nobody. No secret is in it: whatever a
 * check needs of one (its shape, its length) is here as a fact.
 */
import type { Origin } from '../config/first-of.ts'
import type { EnvFileErrorCode } from '../env-file/env-file-error.ts'
import type { EnvProblem } from '../env-file/env-problems.ts'
import type { Answer, Look } from '../keeper/api.ts'
import type { Reachability } from '../media/reachability.ts'
import type { Reason } from '../keeper/reasons.ts'
import type { StoreErrorCode } from '../store/store-error.ts'
import type { Millis } from '../time/clock.ts'
import type { VaultErrorCode } from '../vault/vault-error.ts'

export type { Origin } from '../config/first-of.ts'

export interface Gathered {
  /** By Meta's clock where it is known. */
  readonly now: Millis
  readonly computer: Computer
  readonly network: Network
  /** Only where somebody has set a public address. */
  readonly media?: { readonly url: string; readonly reachability: Reachability }
  readonly file: FileView
  readonly app: App
  readonly token: TokenView
  readonly data: DataFolder
  readonly keepers: Keepers
}

export interface Computer {
  readonly nodeVersion: string
  readonly sqliteVersion: string
  readonly spaces: readonly FreeSpace[]
}

export interface FreeSpace {
  readonly path: string
  readonly freeBytes: number
}

export interface Network {
  /** Without a slash at its end. */
  readonly url: string
  readonly isMeta: boolean
  readonly isLoopback: boolean
  readonly proxies: readonly ProxyVariable[]
  readonly certificates?: { readonly path: string; readonly isReadable: boolean }
  readonly reach: Reach
}

export interface ProxyVariable {
  readonly variable: string
  /** Without user name and password; absent where it is no proxy that Node can use. */
  readonly shown?: string
}

/** Whether the API answers. Any answer of its own will do, also a refusal. */
export type Reach =
  | { readonly kind: 'reached'; readonly aheadMs: number | undefined }
  | {
      readonly kind: 'silent'
      readonly why:
        | 'dns'
        | 'network'
        | 'timeout'
        | 'certificate'
        | 'tls'
        | 'proxy'
        | 'foreign'
        | 'trouble'
        | 'limited'
      /** Node's. */
      readonly code?: string
      /** What the proxy answered with. */
      readonly proxyStatus?: number
    }

export type FileView =
  | { readonly kind: 'none'; readonly path: string; readonly isNamed: boolean }
  | {
      readonly kind: 'broken'
      readonly path: string
      readonly isNamed: boolean
      readonly code: EnvFileErrorCode
    }
  | EnvFileView

export interface EnvFileView {
  readonly kind: 'file'
  /** As it was named, absolute. */
  readonly path: string
  /** Did a person name it with `--env`? */
  readonly isNamed: boolean
  /** Links followed. */
  readonly realPath: string
  readonly key: string
  readonly reading: 'found' | 'empty' | 'missing'
  /** Of the assignment that counts. */
  readonly line?: number
  readonly problems: readonly EnvProblem[]
  readonly isShadowed: boolean
  readonly mode: number
  readonly isPrivate: boolean
  readonly names: number
  readonly isMounted: boolean
  readonly canWriteFile: boolean
  readonly folder: string
  readonly canWriteFolder: boolean
  readonly git: GitView
  readonly leftover: Leftover
}

/** `unknown`: no git here, no repository, or git does not say. */
export type GitView = 'tracked' | 'ignored' | 'not-ignored' | 'unknown'

export type Leftover =
  | { readonly kind: 'none' | 'rewrite' }
  | { readonly kind: 'intent' | 'recorded'; readonly journal: string }

export interface App {
  readonly id?: { readonly origin: Origin; readonly isWellFormed: boolean }
  readonly secret?: { readonly origin: Origin; readonly isWellFormed: boolean; readonly length: number }
  /** `untold`: not asked, or no clear answer. */
  readonly pair: 'right' | 'wrong' | 'untold'
}

export type TokenView =
  /** Nowhere: not in the environment, the file or the data folder. */
  | { readonly kind: 'none'; readonly key: string }
  /** In a file that cannot be read or has none, or one of several accounts. */
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'known'
      readonly key: string
      readonly origin: 'environment' | 'file' | 'data'
      readonly network: 'threads' | 'facebook' | 'instagram'
      /** Absent when it was not asked. */
      readonly answer?: Answer<Look>
    }

export interface AccountName {
  readonly id: string
  readonly username?: string
}

export type DataFolder =
  | { readonly kind: 'none'; readonly folder: string; readonly isNamed: boolean }
  | {
      readonly kind: 'broken'
      readonly file: string
      readonly code: StoreErrorCode
      /** The newest copy. */
      readonly backup?: string
    }
  | {
      readonly kind: 'other-schema'
      readonly file: string
      readonly found: number
      readonly known: number
    }
  | StoreView

export interface StoreView {
  readonly kind: 'store'
  readonly file: string
  readonly keyFile: string
  readonly isKeyFilePrivate: boolean
  readonly key: 'right' | VaultErrorCode
  readonly backup?: string
  readonly accounts: readonly AccountView[]
}

export interface AccountView extends AccountName {
  /** What its last round ended with, when a person has to act. */
  readonly needsPerson?: Reason
  readonly hasUnfinishedRenewal: boolean
  /** Files that do not hold its current token, and why. */
  readonly waiting: readonly { readonly path: string; readonly key: string; readonly reason: Reason }[]
  /** Is it the account of the file that is looked at? */
  readonly ownsFile: boolean
}

export type Keeper =
  | { readonly kind: 'service'; readonly pid: number }
  | { readonly kind: 'command'; readonly pid: number; readonly command: 'run' | 'serve' }
  | { readonly kind: 'cron'; readonly where: string; readonly line: number }

export interface Keepers {
  readonly keepers: readonly Keeper[]
  readonly isLocked: boolean
  /** Where locks should lie, and others can write. */
  readonly foreignFolder?: string
}
