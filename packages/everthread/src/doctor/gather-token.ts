/** The token that counts, by the same order in which `check` looks for it, and what Meta says about it. */
import type { Secret } from '@everthread/client'
import type { CommandContext } from '../cli/command-context.ts'
import { keeperApi } from '../cli/keeper-for.ts'
import { secretOf } from '../config/secrets.ts'
import type { FileView, Reach, TokenView } from './gathered.ts'

export interface TokenSources {
  readonly key: string
  readonly file: FileView
  readonly inEnvironment: string | undefined
  readonly inFile: string | undefined
  /** Of the data folder's only account. */
  readonly inData: Secret | undefined
  readonly reach: Reach
}

export async function gatherToken(context: CommandContext, sources: TokenSources): Promise<TokenView> {
  const { key, reach } = sources
  const found = findToken(sources)
  if (found === 'none') return { kind: 'none', key }
  if (found === 'unknown') return { kind: 'unknown' }
  const { token, origin } = found
  const network = networkOf(token)
  const known = { kind: 'known', key, origin, network } as const
  // Meta's other networks have no business with a Threads token, nor Threads with theirs.
  if (reach.kind !== 'reached' || network !== 'threads') return known
  return { ...known, answer: await keeperApi(context).look(token) }
}

type FoundToken = { readonly token: Secret; readonly origin: 'environment' | 'file' | 'data' }

/** A file that was named wins over the environment; `./.env` does not. */
function findToken({ file, inEnvironment, inFile, inData }: TokenSources): FoundToken | 'none' | 'unknown' {
  const inherited = file.isNamed ? undefined : secretOf(inEnvironment)
  if (inherited) return { token: inherited, origin: 'environment' }
  const written = secretOf(inFile)
  if (written) return { token: written, origin: 'file' }
  if (file.kind !== 'none' || file.isNamed) return 'unknown'
  return inData ? { token: inData, origin: 'data' } : 'none'
}

/** By how Meta's tokens begin: `EAA…` is Facebook's, `IG…` Instagram's, `TH…` Threads'. */
function networkOf(token: Secret): 'threads' | 'facebook' | 'instagram' {
  const text = token.reveal()
  if (text.startsWith('EAA')) return 'facebook'
  return /^IG[A-Z]/.test(text) ? 'instagram' : 'threads'
}
