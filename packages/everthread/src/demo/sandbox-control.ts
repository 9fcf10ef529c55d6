/**
 * A sandbox by its control plane (docs/sandbox.md): the demo's own, or one that was named and outlives the demo. Its clock is
 * the demo's calendar: known exactly after each call, and asked for now and then, because its own page can turn it too.
 */
import type {
  AppOrder,
  ClockView,
  FaultOrder,
  NewToken,
  RevokeOrder,
  StateView,
  TokenOrder,
  UserOrder,
} from '@everthread/sandbox'
import type { HttpFetch } from '../net/http-fetch.ts'
import { type Clock, type Millis, parseInstant, toMillis } from '../time/clock.ts'
import { SECOND } from '../time/duration.ts'

export interface SandboxControl {
  readonly url: string
  now(): Millis
  /** Never back. */
  advance(byMs: number): Promise<void>
  state(): Promise<StateView>
  putUser(order: UserOrder): Promise<void>
  /** Of the app that exists from the start, unless it names another. */
  putApp(order: AppOrder): Promise<void>
  newToken(order: TokenOrder): Promise<NewToken>
  revoke(order: RevokeOrder): Promise<void>
  addFault(order: FaultOrder): Promise<void>
  clearFaults(): Promise<void>
  setSwitches(positions: Readonly<Record<string, string | number | boolean>>): Promise<void>
  /** Asks what time it is there, once a second, until the signal aborts. */
  follow(signal: AbortSignal): Promise<void>
}

/** The sandbox did not take the order, or there is no sandbox. */
export class SandboxRefusal extends Error {
  override readonly name = 'SandboxRefusal'
  readonly code = 'sandbox-refusal'
}

export interface ControlDeps {
  readonly url: string
  readonly http: Pick<HttpFetch, 'fetch'>
  readonly host: Clock
  /** Gives calls up. */
  readonly signal: AbortSignal
}

const ASK_EVERY_MS = SECOND

/** Rejects with `SandboxRefusal` where what answers is no sandbox. */
export async function reachSandbox({ url, http, host, signal }: ControlDeps): Promise<SandboxControl> {
  let aheadMs = 0
  let last: Promise<unknown> = Promise.resolve()
  const send = async <T>(method: string, name: string, order?: object): Promise<T> => {
    const init = { method, headers: { 'content-type': 'application/json' }, signal }
    const body = order && { body: JSON.stringify(order) }
    const response = await http.fetch(`${url}/__sandbox/${name}`, { ...init, ...body })
    const chunks: Uint8Array[] = []
    for await (const chunk of response.body ?? []) chunks.push(chunk)
    if (response.status !== 200) throw new SandboxRefusal(`the sandbox refused ${method} ${name}`)
    // What a control plane answers is its contract; the first answer shows that there is one.
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as T
  }
  // One after the other: what time it is, is what the newest answer says.
  const ask = <T>(method: string, name: string, order?: object): Promise<T> => {
    const asked = last.then(() => send<T>(method, name, order))
    last = asked.catch(() => undefined)
    return asked
  }
  const moveTo = async (clock: Promise<ClockView>): Promise<void> => {
    aheadMs = instantOf(await clock) - host.now()
  }
  await moveTo(ask('GET', 'clock'))
  return {
    url,
    now: () => toMillis(host.now() + aheadMs),
    advance: (ms) => moveTo(ask('POST', 'clock', { advance: ms })),
    state: () => ask('GET', 'state'),
    putUser: (order) => ask('POST', 'users', order),
    putApp: (order) => ask('POST', 'apps', order),
    newToken: (order) => ask('POST', 'tokens', order),
    revoke: (order) => ask('POST', 'revoke', order),
    addFault: (order) => ask('POST', 'faults', order),
    clearFaults: () => ask('DELETE', 'faults'),
    setSwitches: (positions) => ask('POST', 'switches', positions),
    follow: async (until) => {
      while (!until.aborted) {
        await host.sleep(ASK_EVERY_MS, until)
        // A sandbox that is gone for a while: the calls that need it say so.
        await moveTo(ask('GET', 'clock')).catch(() => undefined)
      }
    },
  }
}

function instantOf({ now }: ClockView): Millis {
  const instant = parseInstant(now)
  if (instant === undefined) throw new SandboxRefusal('what answered is no sandbox')
  return instant
}
