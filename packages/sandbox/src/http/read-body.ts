/** Bodies, read with a limit and turned into parameters (threads-api.md §1.3, §1.4). */
import type { IncomingMessage } from 'node:http'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { multipartFields } from './multipart.ts'

/** No call of the API carries more: texts end at 10,000 characters, and media come by URL. */
const LARGEST_BODY_BYTES = 1_048_576

/** More than that is not even passed over: the connection breaks. */
const LARGEST_UPLOAD_BYTES = 67_108_864

/**
 * @throws MetaRefusal when there is too much of it, once all of it has come: a client that is still sending when the
 * answer comes sees a broken connection instead. Rejects when the caller goes away in the middle.
 */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  // Listened to: to iterate over a request takes longer than to serve one.
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= LARGEST_BODY_BYTES) chunks.push(chunk)
      if (size > LARGEST_UPLOAD_BYTES) request.destroy(new MetaRefusal('body_too_large'))
    })
    request.on('end', () => {
      if (size > LARGEST_BODY_BYTES) reject(new MetaRefusal('body_too_large'))
      else resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks))
    })
    request.on('error', reject)
  })
}

/** The parameters in a body. A content type that Meta does not read, or a body that is not what it says, has none. */
export function bodyParams(contentType: string, body: Buffer, json: 'ignore' | 'accept'): URLSearchParams {
  const type = contentType.replace(/;.*$/s, '').trim().toLowerCase()
  switch (type) {
    case 'application/x-www-form-urlencoded':
      return new URLSearchParams(body.toString('utf8'))
    case 'multipart/form-data':
      return new URLSearchParams(multipartFields(contentType, body))
    case 'application/json':
      return json === 'accept' ? jsonParams(body) : new URLSearchParams()
    default:
      return new URLSearchParams()
  }
}

/** Numbers and flags as their text, objects and lists as the JSON text that a form field would hold. */
function jsonParams(body: Buffer): URLSearchParams {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(parseObject(body.toString('utf8')) ?? {})) {
    if (value !== null) params.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  }
  return params
}

/** The object that a JSON text is; `undefined` for everything else. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
