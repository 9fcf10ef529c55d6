/** Listens until the program is to stop. */
import { CommandError } from '../command-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { ownerLinkAt } from './owner-url.ts'
import { type Door, type Serving, startHttp } from './start-http.ts'

export interface ServingOptions {
  /** Tells somebody how to come in. */
  readonly invite?: (door: Door) => Promise<void>
}

export async function keepServing(serving: Serving, options: ServingOptions = {}): Promise<ExitCode> {
  const { service, lines, log } = serving
  const { config, words, signal } = serving.context
  const { invite = inviteOwner(serving) } = options
  await using server = await startHttp(serving).catch((cause: unknown) => {
    if (!isAboutThePort(cause)) throw cause
    const { message, remedy } = words.cannotListen(config.host, config.port)
    throw new CommandError('cannot-listen', message, { remedy, cause })
  })
  log.serving(server.url)
  lines.say('serving', words.serving(service.kept, `${server.url}/healthz`))
  if (server.door) await invite(server.door)
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  lines.say('stopped', words.stopped)
  return EXIT.done
}

/** Whatever else keeps a service from starting is told as what it is. */
function isAboutThePort(error: unknown): boolean {
  return (
    error instanceof Error &&
    'syscall' in error &&
    (error.syscall === 'listen' || error.syscall === 'getaddrinfo')
  )
}

/** On the terminal alone, and never among the lines for machines: it is a secret for an hour. */
function inviteOwner({ context: { terminal, words } }: Serving): (door: Door) => Promise<void> {
  return async ({ url, link }) => {
    if (link !== undefined) terminal.say(terminal.style.strong(words.ownerLink(ownerLinkAt(url, link))))
  }
}
