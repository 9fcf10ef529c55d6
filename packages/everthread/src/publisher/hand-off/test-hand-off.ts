/** A handed-off post with a link, and what answers a phone. Tests only. */
import { randomBytes } from 'node:crypto'
import { createHandOff } from './hand-off-link.ts'
import { answerHandOff, type HandOffServing, type Phone } from './hand-off-request.ts'
import { createMissLimit } from './miss-limit.ts'
import type { PartContent } from '../content.ts'
import type { Post } from '../post.ts'
import { type ActionStage, createActionStage, pendingPart, postIn } from '../queue-actions/test-actions.ts'

export const HOST = 'http://192.168.1.5:4280'

export interface HandOffStage extends ActionStage {
  readonly serving: HandOffServing
  handedOff(contents: readonly PartContent[]): Promise<{ readonly token: string; readonly post: Post }>
  /** As a phone asks. */
  ask(path: string, init?: RequestInit, phone?: Partial<Phone>): Promise<Response>
}

export async function createHandOffStage(): Promise<HandOffStage> {
  const stage = await createActionStage()
  const serving: HandOffServing = {
    ...stage.deps,
    randomBytes,
    misses: createMissLimit(stage.clock),
    mediaOf: async (id) => (id === 'known' ? { kind: 'image', url: '/media/known?signed' } : undefined),
  }
  await stage.deps.db
    .insertInto('media')
    .values({
      id: 'known',
      kind: 'image',
      type: 'image/png',
      name: null,
      bytes: 1,
      sha256: '',
      width: 1,
      height: 1,
      duration_ms: null,
      place: 'folder',
      created_at: 0,
    })
    .execute()
  return {
    ...stage,
    serving,
    handedOff: async (contents) => {
      const parts = contents.map((content, index) => ({ ...pendingPart(index + 1), content }))
      await stage.save({ ...postIn('held', stage.clock), parts })
      const linked = await createHandOff(serving, { id: 'p' })
      if (linked.kind !== 'linked') throw new Error(`it was refused: ${linked.kind}`)
      return linked
    },
    ask: async (path, init = {}, phone = {}) => {
      const request = new Request(HOST + path, Object.assign({ redirect: 'manual' }, init))
      const response = await answerHandOff(serving, request, {
        address: '192.168.1.9',
        language: 'en',
        ...phone,
      })
      if (!response) throw new Error(`nobody answers ${path}`)
      return response
    },
  }
}

/** As a browser sends the form of our own page. */
export function formOf(
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): RequestInit {
  return {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
  }
}
