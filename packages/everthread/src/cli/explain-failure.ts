/** Whatever ended a command, as a sentence and an exit code. The families are told apart by class and code. */
import { ConfigError } from '../config/config-error.ts'
import { EnvFileError } from '../env-file/env-file-error.ts'
import { StoreError } from '../store/store-error.ts'
import { VaultError } from '../vault/vault-error.ts'
import { CommandError } from './command-error.ts'
import { EXIT, type ExitCode } from './exit-code.ts'

export interface ExplainedFailure {
  readonly code: string
  readonly message: string
  readonly remedy?: string
  readonly exitCode: ExitCode
}

export function explainFailure(error: unknown): ExplainedFailure {
  if (error instanceof CommandError) {
    const { code, message, remedy, exitCode } = error
    return { code, message, exitCode, ...(remedy !== undefined && { remedy }) }
  }
  if (error instanceof ConfigError) return { code: 'config', message: error.message, exitCode: EXIT.usage }
  if (error instanceof StoreError || error instanceof VaultError || error instanceof EnvFileError) {
    const { code, message } = error
    return { code, message, exitCode: WAITING.includes(code) ? EXIT.transient : EXIT.failed }
  }
  if (isClaimLost(error)) return { code: 'locked', message: error.message, exitCode: EXIT.transient }
  // A defect of ours: the stack helps whoever mends it, and holds no secret (they print themselves as fingerprints).
  return {
    code: 'defect',
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    exitCode: EXIT.failed,
  }
}

/** Somebody else is at work, and the next try may find them done. */
const WAITING: readonly string[] = ['busy', 'locked']

/** By its code: its class would bring the builder of SQL along, and make every start of the program slower. */
function isClaimLost(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'claim-lost'
}
