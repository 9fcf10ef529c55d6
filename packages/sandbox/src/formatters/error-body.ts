/** An error as Meta writes it: the envelope of threads-api.md §3.1, or one of the two older shapes. */
import type { ErrorRow } from '../errors/error-row.ts'
import type { MetaRefusal, MessageValues } from '../errors/meta-refusal.ts'
import { inLanguage, type Language } from '../errors/translations.ts'
import type { Answer } from '../http/answer.ts'
import type { World } from '../world.ts'

export interface Refused extends Pick<MetaRefusal, 'row' | 'values'> {
  /** In which the user is spoken to. Default: English. */
  readonly language?: Language
}

export function refusalAnswer(world: World, refused: Refused): Answer {
  const { row } = refused
  return {
    kind: 'json',
    status: statusOf(world, row),
    body: errorBody(world, refused),
    error: row.subcode === undefined ? String(row.code) : `${row.code}/${row.subcode}`,
  }
}

function statusOf(world: World, row: ErrorRow): number {
  if (row.shape === 'window') return world.switches.loginErrorStatus
  return row.type === 'THApiException' && row.status === 500
    ? world.switches.thApiExceptionStatus
    : row.status
}

function errorBody(world: World, { row, values, language = 'en' }: Refused): object {
  const toUser = (text: string) => filledIn(inLanguage(text, language), values)
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
          ...(row.title !== undefined && { error_user_title: toUser(row.title) }),
          ...(row.userMessage !== undefined && { error_user_msg: toUser(row.userMessage) }),
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
