/** An error as Meta writes it: the envelope of threads-api.md §3.1, or one of the two older shapes. */
import type { ErrorRow } from '../errors/error-row.ts'
import type { MetaRefusal, MessageValues } from '../errors/meta-refusal.ts'
import type { Answer } from '../http/answer.ts'
import type { World } from '../world.ts'

export function refusalAnswer(world: World, refusal: Pick<MetaRefusal, 'row' | 'values'>): Answer {
  const { row, values } = refusal
  return {
    kind: 'json',
    status: statusOf(world, row),
    body: errorBody(world, row, values),
    error: row.subcode === undefined ? String(row.code) : `${row.code}/${row.subcode}`,
  }
}

function statusOf(world: World, row: ErrorRow): number {
  if (row.shape === 'window') return world.switches.loginErrorStatus
  return row.type === 'THApiException' && row.status === 500
    ? world.switches.thApiExceptionStatus
    : row.status
}

function errorBody(world: World, row: ErrorRow, values: MessageValues): object {
  const message = filledIn(row.message, values)
  switch (row.shape) {
    case 'window':
      return { error_message: message, error_code: row.code }
    case 'docs':
      return { error_type: row.type, code: row.code, error_message: message }
    case 'envelope':
    case undefined:
      return {
        error: {
          message,
          type: row.type,
          code: row.code,
          ...(row.subcode !== undefined && { error_subcode: row.subcode }),
          ...(row.isTransient !== undefined && { is_transient: row.isTransient }),
          ...(row.title !== undefined && { error_user_title: row.title }),
          ...(row.userMessage !== undefined && { error_user_msg: filledIn(row.userMessage, values) }),
          fbtrace_id: newTraceId(world),
        },
      }
    default:
      return row.shape satisfies never
  }
}

/** `AA0_abcdeFgHIJ12kl_mn3O`: an `A` and 22 characters of base64url. */
export function newTraceId(world: World): string {
  return `A${world.random.text(22)}`
}

export function filledIn(message: string, values: MessageValues): string {
  return message.replaceAll(/%(\w+)%/g, (_, name: string) => values[name] ?? '')
}
