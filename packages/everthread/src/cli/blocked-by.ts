/** Why no round can come about at all, as a person is told it: of the files that the keeper works with. */
import type { Blocked, Notices } from '../alerts/notices.ts'
import { EnvFileError, type EnvFileErrorCode } from '../env-file/env-file-error.ts'
import type { Reason } from '../keeper/reasons.ts'
import { StoreError } from '../store/store-error.ts'
import { VaultError } from '../vault/vault-error.ts'
import type { Language } from '../words/language.ts'
import type { CommandContext } from './command-context.ts'
import { EXIT } from './exit-code.ts'
import { explainFailure } from './explain-failure.ts'

/** Does what leads to a round. Where it fails before one, whoever watches from elsewhere hears of it, too. */
export async function tellingWhatBlocks<Result>(
  { config, signal }: Pick<CommandContext, 'config' | 'signal'>,
  notices: Notices,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    const blocked = signal.aborted ? undefined : blockedBy(error, config.language)
    if (blocked) await notices.blocked(blocked)
    await notices.beat('trouble')
    throw error
  }
}

/** `undefined` for what passes by itself, and for what is not of our files. */
export function blockedBy(error: unknown, language: Language): Blocked | undefined {
  const reason = reasonOf(error)
  const { message, remedy, exitCode } = explainFailure(error, language)
  if (reason === undefined || exitCode === EXIT.transient) return undefined
  return { reason, why: { message: asSentence(message), ...(remedy !== undefined && { remedy }) } }
}

function reasonOf(error: unknown): Reason | undefined {
  if (error instanceof EnvFileError) return FILE_REASONS[error.code] ?? 'file-not-readable'
  if (error instanceof StoreError) return error.code === 'disk-full' ? 'disk-full' : 'store-unusable'
  if (error instanceof VaultError) return error.code === 'wrong-key' ? 'wrong-key' : 'store-unusable'
  return undefined
}

const FILE_REASONS: Partial<Record<EnvFileErrorCode, Reason>> = {
  'disk-full': 'disk-full',
  'not-writable': 'file-not-writable',
  'read-only': 'file-not-writable',
  'no-lock-folder': 'file-not-writable',
}

/** What a failure says stands after "everthread: "; here it stands for itself. A path is left as it is. */
function asSentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}${message.endsWith('.') ? '' : '.'}`
}
