/** `debug_token`'s eight fields (threads-api.md §2.9). */
import type { App } from '../entities/app.ts'
import type { UserToken } from '../entities/token.ts'
import type { MetaRefusal } from '../errors/meta-refusal.ts'
import { type Answer, json } from '../http/answer.ts'
import { SECOND } from '../time/duration.ts'
import { filledIn } from './error-body.ts'

export function debugAnswer(app: App, token: UserToken): Answer {
  return json({
    data: {
      type: 'USER',
      application: app.name,
      data_access_expires_at: token.dataAccessExpiresAt / SECOND,
      expires_at: token.expiresAt === 'never' ? 0 : token.expiresAt / SECOND,
      is_valid: true,
      issued_at: token.issuedAt / SECOND,
      scopes: token.scopes,
      user_id: token.userId,
    },
  })
}

/** A dead `input_token`, Facebook's way: a guess (threads-api.md §12.3, switch `debugTokenInvalidInput`). */
export function invalidDebugAnswer({ row, values }: MetaRefusal): Answer {
  return json({
    data: {
      is_valid: false,
      error: {
        code: row.code,
        ...(row.subcode !== undefined && { subcode: row.subcode }),
        message: filledIn(row.message, values),
      },
      scopes: [],
    },
  })
}
