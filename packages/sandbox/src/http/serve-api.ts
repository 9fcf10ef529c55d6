/** Serves one call of the Threads API: route, parameters, fault, answer, log. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { MetaRefusal, type MessageValues } from '../errors/meta-refusal.ts'
import { type Language, languageOf } from '../errors/translations.ts'
import { playFault } from '../faults/play-fault.ts'
import { refusalAnswer } from '../formatters/error-body.ts'
import type { RequestEntry } from '../requests/request-log.ts'
import { findRoute, refineRoute, type Route } from '../routes/routes.ts'
import { findUserById } from '../state/state.ts'
import { toPacific } from '../time/pacific.ts'
import type { World } from '../world.ts'
import { type Answer, type Delivery, statusOf } from './answer.ts'
import type { Call } from './call.ts'
import { readParams, type Target, tokenOf, withoutVersion } from './read-call.ts'
import type { SendAnswer } from './send.ts'

export async function serveApi(
  world: World,
  target: Target,
  { request, response, send }: { request: IncomingMessage; response: ServerResponse; send: SendAnswer },
): Promise<void> {
  const entry = world.requests.begin({
    at: world.clock.now(),
    method: request.method ?? '',
    path: target.path,
  })
  const delivery = await deliver(world, { request, target, entry })
  // Nobody is there any more to whom an answer could go.
  if (delivery.kind === 'drop' || response.destroyed) {
    entry.outcome = { kind: 'dropped' }
    response.destroy()
    return
  }
  const { answer } = delivery
  entry.outcome = { kind: 'answered', status: statusOf(answer), error: errorOf(answer) }
  send(response, answer)
}

interface Incoming {
  readonly request: IncomingMessage
  readonly target: Target
  readonly entry: RequestEntry
}

async function deliver(world: World, { request, target, entry }: Incoming): Promise<Delivery> {
  try {
    const path = withoutVersion(world, target.path)
    const found = findRoute(world.state, request.method ?? '', path)
    const params = await readParams(world, request, target.query)
    const route = refineRoute(found.route, params)
    const token = tokenOf(params, request.headers.authorization)
    const call: Call = { world, method: request.method ?? '', params, token, id: found.id }
    entry.endpoint = route.endpoint
    entry.params = params
    entry.token = token
    entry.user = userOfCall(call)
    const fault = world.faults.take(route.endpoint, () => entry.user)
    if (!fault) return { kind: 'answer', answer: await answerTo(route, call) }
    entry.fault = fault.kind
    return await playFault(fault, {
      world,
      serve: (failure) =>
        answerTo(route, failure === undefined ? call : { ...call, containerFailure: failure }),
      values: () => valuesOf(call),
      language: () => languageOfCall(call),
    })
  } catch (error) {
    return { kind: 'answer', answer: answerToFailure(world, error) }
  }
}

/** Never throws: a refusal is an answer, and so is a failure of ours. */
async function answerTo(route: Route, call: Call): Promise<Answer> {
  try {
    return await route.serve(call)
  } catch (error) {
    return answerToFailure(call.world, error, languageOfCall(call))
  }
}

function answerToFailure(world: World, error: unknown, language: Language = 'en'): Answer {
  if (error instanceof MetaRefusal) {
    return refusalAnswer(world, { row: error.row, values: error.values, language })
  }
  const reason = error instanceof Error ? error.message : String(error)
  return refusalAnswer(world, new MetaRefusal('sandbox_broke', { reason }))
}

/** Whose call it is, as far as its token or its code tells. */
function userOfCall({ world, token, params }: Call): string | undefined {
  if (token !== undefined) return world.state.tokens.get(token)?.userId
  const code = params.get('code')
  return code === null ? undefined : world.state.codes.get(code)?.userId
}

/** What the call asks for comes before what its user speaks; that Threads knows the Graph-wide `locale` is a guess. */
function languageOfCall(call: Call): Language {
  const user = userOfCall(call)
  const spoken = user === undefined ? undefined : findUserById(call.world.state, user)?.locale
  return languageOf(call.params.get('locale') ?? spoken)
}

/** What the message of an injected error may speak of: this token's app and expiry, this moment. */
function valuesOf({ world, token, id, method }: Call): MessageValues {
  const known = token === undefined ? undefined : world.state.tokens.get(token)
  const now = world.clock.now()
  const expiresAt = known === undefined || known.expiresAt === 'never' ? now : Math.min(known.expiresAt, now)
  return {
    now: toPacific(now),
    expired: toPacific(expiresAt),
    app_id: known?.appId ?? '',
    id: id ?? '',
    method: method.toLowerCase(),
  }
}

function errorOf(answer: Answer): string | undefined {
  return answer.kind === 'json' ? answer.error : undefined
}
