/** A sandbox for one test, over real HTTP: closed at its end, and no fault may be left unplayed. */
import { createSandbox, type Sandbox, type SandboxOptions, type TokenOrder } from '../src/index.ts'

export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The parsed body; `undefined` where it is no JSON. */
  // oxlint-disable-next-line typescript/no-explicit-any -- assertions reach into answers of every shape
  readonly json: any
}

export interface Api {
  readonly sandbox: Sandbox
  readonly get: (path: string, params?: Params, init?: RequestInit) => Promise<Reply>
  /** Urlencoded, as curl's `-d` sends it. */
  readonly post: (path: string, form?: Params) => Promise<Reply>
  readonly send: (path: string, init: RequestInit) => Promise<Reply>
  /** A call of the control plane; a GET without a body. */
  readonly control: (name: string, body?: unknown) => Promise<Reply>
  /** A new token of a new or known user. */
  readonly token: (order?: Partial<TokenOrder>) => string
}

export type Params = Readonly<Record<string, string>>

/** A frozen clock in the PDT half of the year: nothing moves unless the test moves it. */
export const NOON = '2026-06-15T12:00:00.000Z'

export async function withApi(use: (api: Api) => Promise<void>, options: SandboxOptions = {}): Promise<void> {
  const { clock = 'frozen', seed = 'test' } = options
  const sandbox = await createSandbox({
    ...options,
    clock,
    seed,
    ...(clock !== 'real' && { now: options.now ?? NOON }),
  })
  try {
    await use(apiOf(sandbox))
    const unplayed = sandbox.faults.unplayed()
    if (unplayed.length > 0) throw new Error(`unplayed faults: ${JSON.stringify(unplayed)}`)
  } finally {
    await sandbox.close()
  }
}

function apiOf(sandbox: Sandbox): Api {
  const send = async (path: string, init: RequestInit): Promise<Reply> => {
    const answer = await globalThis.fetch(sandbox.url + path, { redirect: 'manual', ...init })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, text, json: jsonOf(text) }
  }
  return {
    sandbox,
    send,
    get: (path, params = {}, init = {}) => send(`${path}?${new URLSearchParams(params).toString()}`, init),
    post: (path, form = {}) => send(path, { method: 'POST', body: new URLSearchParams(form) }),
    control: (name, body) =>
      send(`/__sandbox/${name}`, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    token: (order = {}) => {
      sandbox.users.put({ username: order.user ?? 'anna' })
      return sandbox.tokens.create({ user: 'anna', ...order }).access_token
    },
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The parts of an error that clients decide by. */
export function errorOf(reply: Reply): object {
  const { code, error_subcode, type } = reply.json?.error ?? {}
  return { status: reply.status, code, ...(error_subcode !== undefined && { error_subcode }), type }
}

export const LOGIN: Params = {
  redirect_uri: 'https://localhost:4281/callback',
  scope: 'threads_basic,threads_content_publish',
  response_type: 'code',
}

/** Logs somebody in through the window's form and returns the code. */
export async function login(api: Api, change: Params = {}): Promise<string> {
  const form = { client_id: api.sandbox.appId, ...LOGIN, decision: 'approve', ...change }
  const answer = await api.post('/oauth/authorize', form)
  const location = answer.headers.get('location')
  const code = location === null ? null : new URL(location).searchParams.get('code')
  if (code === null) throw new Error(`no code in ${answer.status} ${location} ${answer.text}`)
  return code
}
