/** Cursors: a place in an order, opaque to the caller (threads-api.md §5.2). They stay valid when posts come and go. */
import type { Position } from '../state/timeline.ts'

export function writeCursor({ key, id }: Position): string {
  return Buffer.from(`${key}:${id}`).toString('base64url')
}

/** `undefined` for what this API never handed out. */
export function readCursor(cursor: string): Position | undefined {
  const found = /^(-?\d{1,16}):(\d{1,20})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'))
  const [, key, id] = found ?? []
  return id === undefined ? undefined : { key: Number(key), id }
}
