/** `POST faults`. */
import { CONTAINER_FAILURES } from '../entities/container.ts'
import { ENDPOINTS, isEndpointId } from '../coverage/endpoints.ts'
import type { Fault, LateAnswer } from '../faults/fault.ts'
import type { FaultOrder, UnplayedFault } from '../faults/fault-queue.ts'
import { SandboxMistake } from '../mistake.ts'
import { getUser } from '../state/state.ts'
import type { World } from '../world.ts'
import { anyText, flag, integer, isRecord, object, oneOf, optional, type Parser, text } from './shape.ts'

/** Statuses that end an exchange: a 1xx answer would leave the caller waiting for the real one. */
const status = integer(200, 599)

const FAULTS = {
  status: object({ kind: oneOf(['status']), status }),
  error: object({
    kind: oneOf(['error']),
    code: integer(-1),
    error_subcode: optional(integer(0)),
    status: optional(status),
    type: optional(text),
    message: optional(anyText),
    is_transient: optional(flag),
  }),
  drop: object({ kind: oneOf(['drop']), when: oneOf(['before', 'after']) }),
  delay: object({ kind: oneOf(['delay']), ms: integer(0, 3_600_000) }),
  late: object({ kind: oneOf(['late']), effect_ms: integer(0), answer: parseLateAnswer }),
  body: object({ kind: oneOf(['body']), status, type: headerText, body: anyText }),
  container: object({ kind: oneOf(['container']), failure: oneOf(CONTAINER_FAILURES) }),
  ghost_success: object({ kind: oneOf(['ghost_success']) }),
} as const satisfies Readonly<Record<Fault['kind'], Parser<Fault>>>

const KINDS = Object.keys(FAULTS).join(', ')

const parseFault: Parser<Fault> = (value, at) => {
  const kind = isRecord(value) ? value.kind : undefined
  const found = Object.entries(FAULTS).find(([name]) => name === kind)
  if (!found) throw new SandboxMistake(`${at} must be an object whose "kind" is one of ${KINDS}`)
  return found[1](value, at)
}

function parseLateAnswer(value: unknown, at: string): LateAnswer {
  if (value === 'drop' || value === 'wait') return value
  const answer = parseFault(value, at)
  if (answer.kind === 'status' || answer.kind === 'error' || answer.kind === 'body') return answer
  throw new SandboxMistake(`${at} must be "drop", "wait", or a fault of kind status, error or body`)
}

/** Goes into a header: Node refuses line breaks and what is not Latin there. */
function headerText(value: unknown, at: string): string {
  const type = text(value, at)
  if (!/^[\x20-\x7e]+$/.test(type)) throw new SandboxMistake(`${at} must be printable ASCII`)
  return type
}

export const parseFaultOrder: Parser<FaultOrder> = object({
  endpoint: (value, at) => {
    if (typeof value === 'string' && isEndpointId(value)) return value
    throw new SandboxMistake(`${at} must be one of ${Object.keys(ENDPOINTS).join(', ')}`)
  },
  fault: parseFault,
  times: optional(integer(1)),
  after: optional(integer(0)),
  user: optional(text),
})

/** @throws SandboxMistake for a fault that the endpoint cannot have: it would never be seen. */
export function addFault(world: World, order: FaultOrder): UnplayedFault {
  if (order.fault.kind === 'container' && order.endpoint !== 'create_container') {
    throw new SandboxMistake('a fault of kind container is for the endpoint create_container')
  }
  return world.faults.add(order, order.user === undefined ? undefined : getUser(world.state, order.user).id)
}
