/** Plays one fault: decides when the call has its effect and what is answered instead. */
import { findErrorByCode } from '../errors/catalogue.ts'
import type { ErrorRow } from '../errors/error-row.ts'
import type { ContainerFailure } from '../entities/container.ts'
import { type MessageValues, MetaRefusal } from '../errors/meta-refusal.ts'
import type { Language } from '../errors/translations.ts'
import { refusalAnswer } from '../formatters/error-body.ts'
import { type Answer, type Delivery, isSuccess } from '../http/answer.ts'
import { sleepReal } from '../time/host.ts'
import type { World } from '../world.ts'
import type { BodyFault, ErrorFault, Fault } from './fault.ts'

export interface SpoiledCall {
  readonly world: World
  /** Serves the call: has its effect, and never throws. */
  readonly serve: (containerFailure?: ContainerFailure) => Promise<Answer>
  /** What an error's message may speak of. */
  readonly values: () => MessageValues
  /** In which its user is spoken to. */
  readonly language: () => Language
}

export async function playFault(fault: Fault, call: SpoiledCall): Promise<Delivery> {
  switch (fault.kind) {
    case 'status':
    case 'error':
    case 'body':
      return { kind: 'answer', answer: plainAnswer(fault, call) }
    case 'drop':
      if (fault.when === 'after') await call.serve()
      return { kind: 'drop' }
    case 'delay':
      await sleepReal(fault.ms)
      return { kind: 'answer', answer: await call.serve() }
    case 'late':
      return playLate(fault, call)
    case 'container':
      return { kind: 'answer', answer: await call.serve(fault.failure) }
    case 'ghost_success':
      return { kind: 'answer', answer: ghostAnswer(call.world, await call.serve()) }
    default:
      return fault satisfies never
  }
}

async function playLate(fault: Extract<Fault, { kind: 'late' }>, call: SpoiledCall): Promise<Delivery> {
  const { clock, alarms } = call.world
  const effect = new Promise<Answer>((resolve) => {
    alarms.at(clock.now() + fault.effect_ms, () => resolve(call.serve()))
  })
  if (fault.answer === 'wait') return { kind: 'answer', answer: await effect }
  if (fault.answer === 'drop') return { kind: 'drop' }
  return { kind: 'answer', answer: plainAnswer(fault.answer, call) }
}

/** A call that is refused is refused: only a success is denied. */
function ghostAnswer(world: World, answer: Answer): Answer {
  return isSuccess(answer) ? refusalAnswer(world, new MetaRefusal('published_all_the_same')) : answer
}

function plainAnswer(
  fault: ErrorFault | BodyFault | { kind: 'status'; status: number },
  call: SpoiledCall,
): Answer {
  switch (fault.kind) {
    case 'status':
      return { kind: 'text', status: fault.status, type: 'text/plain; charset=utf-8', body: '' }
    case 'body':
      return { kind: 'text', status: fault.status, type: fault.type, body: fault.body }
    case 'error':
      return errorAnswer(fault, call)
    default:
      return fault satisfies never
  }
}

function errorAnswer(fault: ErrorFault, { world, values, language }: SpoiledCall): Answer {
  const known: ErrorRow =
    findErrorByCode(fault.code, fault.error_subcode) ?? findErrorByCode(fault.code) ?? UNKNOWN
  const row: ErrorRow = {
    ...known,
    code: fault.code,
    ...(fault.error_subcode !== undefined && { subcode: fault.error_subcode }),
    ...(fault.message !== undefined && { message: fault.message }),
    ...(fault.is_transient !== undefined && { isTransient: fault.is_transient }),
  }
  const answer = refusalAnswer(world, {
    row: { ...row, ...typeOf(fault) },
    values: values(),
    language: language(),
  })
  // A status that was asked for stands whatever the switches say.
  return answer.kind === 'json' && fault.status !== undefined ? { ...answer, status: fault.status } : answer
}

function typeOf(fault: ErrorFault): Partial<ErrorRow> {
  return fault.type === undefined ? {} : { type: fault.type }
}

/** For codes that no row of the catalogue has. */
const UNKNOWN: ErrorRow = {
  code: 0,
  status: 400,
  type: 'OAuthException',
  message: 'An unknown error has occurred.',
  section: '3.5',
  confidence: 'G',
}
