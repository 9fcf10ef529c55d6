/**
 * A server that speaks Gemini's REST API and OpenAI's, as far as drafts need them. Each answer is scripted, in order;
 * the last one stays. What it was asked is kept.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { serveOnLoopback } from './loopback-server.ts'

export type ModelAnswer =
  /** The text, in so many pieces, and how it ended. */
  | { readonly kind: 'text'; readonly text: string; readonly pieces?: number; readonly finish?: string }
  | {
      readonly kind: 'status'
      readonly status: number
      readonly body?: unknown
      readonly retryAfter?: string
    }
  | { readonly kind: 'blocked-prompt' }
  /** Some of the text, then the connection breaks. */
  | { readonly kind: 'cut'; readonly text: string }
  /** Some of the text, then nothing. */
  | { readonly kind: 'silent'; readonly text: string }
  | { readonly kind: 'raw'; readonly body: string }

export interface AskedModel {
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface ModelServer extends AsyncDisposable {
  /** `…/v1beta`, as Gemini's. */
  readonly geminiUrl: string
  /** `…/v1`, as OpenAI's. */
  readonly openAiUrl: string
  readonly asked: readonly AskedModel[]
  script(...answers: readonly ModelAnswer[]): void
}

export async function startModelServer(): Promise<ModelServer> {
  const asked: AskedModel[] = []
  let answers: readonly ModelAnswer[] = []
  const server = await serveOnLoopback((request, response) => {
    void (async () => {
      const body = (await request.toArray()).join('')
      asked.push({ url: request.url ?? '', headers: request.headers, body })
      const [answer] = answers
      if (answers.length > 1) answers = answers.slice(1)
      const speaks = request.url?.startsWith('/v1beta/') ? gemini : openAi
      give(response, answer ?? { kind: 'status', status: 500 }, speaks)
    })()
  })
  return {
    geminiUrl: `${server.url}/v1beta`,
    openAiUrl: `${server.url}/v1`,
    asked,
    script: (...scripted) => {
      answers = scripted
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

/** The lines of an event stream for a text in pieces. */
type Speech = (pieces: readonly string[], finish: string | undefined) => readonly string[]

function give(response: ServerResponse, answer: ModelAnswer, speech: Speech): void {
  switch (answer.kind) {
    case 'status': {
      const retry = answer.retryAfter === undefined ? {} : { 'retry-after': answer.retryAfter }
      response.writeHead(answer.status, { 'content-type': 'application/json', ...retry })
      response.end(
        JSON.stringify(answer.body ?? { error: { code: answer.status, message: 'scripted', status: 'X' } }),
      )
      return
    }
    case 'raw':
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(answer.body)
      return
    case 'blocked-prompt':
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.end(line({ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, usageMetadata: USAGE }))
      return
    case 'text':
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.end(speech(inPieces(answer.text, answer.pieces ?? 3), answer.finish ?? 'STOP').join(''))
      return
    case 'cut':
    case 'silent':
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(speech([answer.text], undefined).join(''), () => {
        if (answer.kind === 'cut') response.destroy()
      })
      return
    default:
      answer satisfies never
  }
}

const USAGE = { promptTokenCount: 120, candidatesTokenCount: 80, totalTokenCount: 200 }

function gemini(pieces: readonly string[], finish: string | undefined): readonly string[] {
  return pieces.map((text, index) =>
    line({
      candidates: [
        {
          content: { role: 'model', parts: [{ text }] },
          index: 0,
          ...(finish !== undefined && index === pieces.length - 1 && { finishReason: finish }),
        },
      ],
      usageMetadata: USAGE,
    }),
  )
}

const FINISHES: Readonly<Record<string, string>> = {
  STOP: 'stop',
  SAFETY: 'content_filter',
  MAX_TOKENS: 'length',
}

function openAi(pieces: readonly string[], finish: string | undefined): readonly string[] {
  const chunk = (choice: object, more: object = {}) =>
    line({ id: 'x', object: 'chat.completion.chunk', created: 1, model: 'local', choices: [choice], ...more })
  const texts = pieces.map((content) => chunk({ index: 0, delta: { role: 'assistant', content } }))
  if (finish === undefined) return texts
  const usage = { prompt_tokens: 120, completion_tokens: 80, total_tokens: 200 }
  return [
    ...texts,
    chunk({ index: 0, delta: {}, finish_reason: FINISHES[finish] ?? finish }, { usage }),
    'data: [DONE]\n\n',
  ]
}

function line(document: unknown): string {
  return `data: ${JSON.stringify(document)}\n\n`
}

function inPieces(text: string, count: number): readonly string[] {
  const size = Math.max(1, Math.ceil(text.length / count))
  return Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
    text.slice(index * size, (index + 1) * size),
  )
}
