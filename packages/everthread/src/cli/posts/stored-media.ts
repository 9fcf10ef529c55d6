/** A file of this machine, taken over into the installation's media: looked at, and freed of where it was made. */
import { createReadStream, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { MediaFinding } from '../../media/media-finding.ts'
import type { MediaRef } from '../../publisher/content.ts'
import { mediaSentences } from '../../words/media-words.ts'
import type { CommandContext } from '../command-context.ts'
import { CommandError } from '../command-error.ts'
import { EXIT } from '../exit-code.ts'
import { postWords } from '../words/post-words.ts'
import type { PostDesk } from './post-desk.ts'

export async function storedMedia(
  context: CommandContext,
  desk: Pick<PostDesk, 'openMedia'>,
  place: string,
): Promise<MediaRef> {
  const { terminal, config, cwd } = context
  const path = resolve(cwd, place)
  const declaredBytes = sizeOf(context, path)
  const media = await desk.openMedia()
  const added = await media.add({ stream: createReadStream(path), name: basename(path), declaredBytes })
  if (added.kind === 'refused') throw refusal(context, place, added.findings)
  for (const finding of added.findings)
    terminal.say(`${place}: ${mediaSentences(finding, config.language).message}`)
  return { kind: 'stored', mediaId: added.media.id }
}

function sizeOf({ config }: CommandContext, path: string): number {
  try {
    const stat = statSync(path)
    if (stat.isFile()) return stat.size
  } catch (cause) {
    throw new CommandError('media-not-readable', postWords(config.language).mediaNotReadable(path), {
      exitCode: EXIT.usage,
      cause,
    })
  }
  throw new CommandError('media-not-readable', postWords(config.language).mediaNotReadable(path), {
    exitCode: EXIT.usage,
  })
}

function refusal({ config }: CommandContext, place: string, findings: readonly MediaFinding[]): CommandError {
  const [first] = findings.map((finding) => mediaSentences(finding, config.language))
  return new CommandError('media-refused', `${place}: ${first?.message ?? ''}`, {
    exitCode: EXIT.usage,
    ...(first?.remedy !== undefined && { remedy: first.remedy }),
  })
}
