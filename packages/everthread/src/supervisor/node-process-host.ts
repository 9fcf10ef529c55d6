/** The real host: node:child_process, `process.kill`, and `/proc` or `ps`. */
import { type ChildProcess, spawn } from 'node:child_process'
import { errorCode } from './error-code.ts'
import { bornAt, listProc, readEnvironment } from './proc-files.ts'
import type {
  ChildEnd,
  EnvironmentView,
  Launch,
  ProcessHost,
  ProcessListing,
  SignalOutcome,
  SignalTarget,
  StartedProcess,
  Stdio,
} from './process-host.ts'
import { listPs } from './ps-list.ts'

/** A fingerprint is some dozen characters: more than this is no answer to a question of ours. */
const MOST_OUTPUT_CHARS = 4096

export function createNodeProcessHost(platform: NodeJS.Platform = process.platform): ProcessHost {
  const linux = platform === 'linux'
  return {
    start: startProcess,
    signal: sendSignal,
    list: async () => withoutOurselves(await (linux ? listProc() : listPs())),
    environment: async (pid): Promise<EnvironmentView> =>
      linux ? await readEnvironment(pid) : { kind: 'unsupported' },
  }
}

function startProcess(launch: Launch): StartedProcess {
  const [file = '', ...args] = launch.command
  let child: ChildProcess
  try {
    child = spawn(file, args, {
      env: launch.environment,
      stdio: streamsOf(launch.stdio),
      // setsid(2): a new session, and with it a new group.
      detached: launch.group === 'own',
      windowsHide: true,
    })
  } catch (error) {
    // Node throws some refusals of execve and reports the others as events.
    return { ended: Promise.resolve(notStarted(error)), output: Promise.resolve('') }
  }
  const rest = { ended: endOf(child), output: outputOf(child) }
  // Read in the same turn in which it was started: a process that has ended already is still there, as a zombie.
  return child.pid === undefined ? rest : { ...rest, identity: { pid: child.pid, bornAt: bornAt(child.pid) } }
}

function streamsOf({
  stdin,
  stdout,
  stderr,
}: Stdio): [Stdio['stdin'], Stdio['stdin'] | 'pipe', Stdio['stdin']] {
  return [stdin, stdout === 'capture' ? 'pipe' : stdout, stderr]
}

function endOf(child: ChildProcess): Promise<ChildEnd> {
  return new Promise((resolve) => {
    child.on('error', (error) => {
      // A process that was started has its end told by `exit`; what else fails on it is no end.
      if (child.pid === undefined) resolve(notStarted(error))
    })
    // Not `close`: that waits for everybody who holds the child's output.
    child.once('exit', (code, signal) => {
      resolve(signal ? { kind: 'signalled', signal } : { kind: 'exited', code: code ?? 0 })
    })
  })
}

function notStarted(error: unknown): ChildEnd {
  const code = errorCode(error)
  const reason =
    code === 'ENOENT'
      ? 'command-not-found'
      : ['EACCES', 'ENOEXEC', 'ENOTDIR', 'EISDIR'].includes(code)
        ? 'not-executable'
        : 'refused'
  return { kind: 'not-started', reason, error: code }
}

function outputOf({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) return Promise.resolve('')
  return new Promise((resolve) => {
    let text = ''
    stdout.setEncoding('utf8')
    // What is too much is read on and dropped: a full pipe would stop the writer.
    stdout.on('data', (chunk: string) => {
      text = (text + chunk).slice(0, MOST_OUTPUT_CHARS)
    })
    stdout.once('close', () => resolve(text))
  })
}

function sendSignal(target: SignalTarget, signal: NodeJS.Signals): SignalOutcome {
  try {
    process.kill(target.kind === 'group' ? -target.leader : target.pid, signal)
    return 'sent'
  } catch (error) {
    return errorCode(error) === 'ESRCH' ? 'gone' : 'refused'
  }
}

function withoutOurselves(listing: ProcessListing): ProcessListing {
  if (listing.kind === 'unavailable') return listing
  return { ...listing, processes: listing.processes.filter(({ pid }) => pid !== process.pid) }
}
