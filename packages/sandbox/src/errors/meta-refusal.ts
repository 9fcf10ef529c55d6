/** How a route says no: it throws the row's name and the moment's values; the server writes it as Meta would. */
import { type ErrorId, ERRORS } from './catalogue.ts'
import type { ErrorRow } from './error-row.ts'

export type MessageValues = Readonly<Record<string, string>>

export class MetaRefusal extends Error {
  override readonly name = 'MetaRefusal'
  readonly code: ErrorId
  readonly row: ErrorRow
  readonly values: MessageValues

  constructor(id: ErrorId, values: MessageValues = {}, change: Partial<ErrorRow> = {}) {
    super(id)
    this.code = id
    this.row = { ...ERRORS[id], ...change }
    this.values = values
  }
}
