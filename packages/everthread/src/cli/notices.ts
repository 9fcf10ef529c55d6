/** `--notify` and `--heartbeat`, as a command wires them: what a round means for a person, told once. */
import { spawn } from 'node:child_process'
import { announcedFile } from '../alerts/announced-file.ts'
import { createNotices, type Notices, type NoticesOptions } from '../alerts/notices.ts'
import { parseHeartbeatUrl } from '../alerts/heartbeat.ts'
import { isLoopbackApi } from '../config/config.ts'
import type { CommandContext } from './command-context.ts'
import { usageError } from './command-error.ts'
import type { EnvPlace } from './token-source.ts'

export interface NoticeOptions {
  readonly notify?: string
  readonly heartbeat?: string
  readonly record?: NoticesOptions['record']
}

/** `place` is what the command was started for: of it, it is remembered that nothing could be done. */
export function noticesFor(
  context: CommandContext,
  { notify, heartbeat, record }: NoticeOptions,
  place: EnvPlace,
): Notices {
  const { clock, host, config, format, http, terminal, words, randomId, environment } = context
  const heartbeatUrl = heartbeat === undefined ? undefined : parseHeartbeatUrl(heartbeat)
  if (heartbeat !== undefined && !heartbeatUrl) throw usageError(words.heartbeatShape)
  return createNotices({
    now: () => clock.now(),
    // A sandbox's clock is turned on purpose.
    skewMs: () => (isLoopbackApi(config) ? 0 : -clock.skewMs()),
    host,
    language: config.language,
    format,
    fetch: http.fetch,
    spawn,
    environment: environment.inherited,
    randomId,
    blockedNote: announcedFile({ ...place, runtimeDir: config.runtimeDir }, 'blocked'),
    say: (text) => terminal.say(terminal.style.warn(text)),
    ...(notify !== undefined && { notify }),
    ...(record && { record }),
    ...(heartbeatUrl && { heartbeatUrl }),
  })
}
