/** A login costs a person's time: whether its token can be written is found out before. */
import { prepareEnvEdit } from '../../env-file/env-edit.ts'
import { nodeFileSystem } from '../../env-file/file-system.ts'
import type { CommandContext } from '../command-context.ts'
import { CommandError } from '../command-error.ts'
import { envSinkAt } from '../env-sink-at.ts'
import { EXIT } from '../exit-code.ts'
import { sentenceFor } from '../sentence.ts'
import { settleLeftover } from '../take/target.ts'
import type { EnvPlace } from '../token-source.ts'

/** Throws `EnvFileError`. */
export async function assertWritable(context: CommandContext, place: EnvPlace): Promise<void> {
  await settleLeftover(context, place)
  const held = await envSinkAt(context, place, 'create').locked(async () => {
    using edit = prepareEnvEdit({ fs: nodeFileSystem, ...place, ifMissing: 'create' })
    edit.abandon()
  })
  if (held.kind === 'done') return
  const { message, remedy } = sentenceFor(context, 'locked', place)
  throw new CommandError('locked', message, {
    exitCode: EXIT.transient,
    ...(remedy !== undefined && { remedy }),
  })
}
