import { expect, it } from 'vitest'
import { type Connection, type EventStream, followEvents } from './live.ts'

const CONNECTING = 0
const CLOSED = 2

function createWorld() {
  const said: Connection[] = []
  const streams: ReturnType<typeof createStream>[] = []
  const waiting: (() => void)[] = []
  const over = new AbortController()
  let reads = 0
  followEvents({
    tell: (connection) => said.push(connection),
    readAgain: () => {
      reads += 1
    },
    signal: over.signal,
    open: () => {
      const stream = createStream()
      streams.push(stream)
      return stream
    },
    later: (work) => waiting.push(work),
  })
  return { said, streams, waiting, over, reads: () => reads }
}

function createStream() {
  const target = new EventTarget()
  let isClosed = false
  const stream = {
    readyState: CONNECTING,
    isClosed: () => isClosed,
    hear: (type: string) => target.dispatchEvent(new Event(type)),
    addEventListener: (type, listener) => target.addEventListener(type, listener),
    close: () => {
      isClosed = true
    },
  } satisfies EventStream & Record<string, unknown>
  return stream as typeof stream & { readyState: number }
}

it('reads again when the service greets, and at each event', () => {
  const { streams, said, reads } = createWorld()
  streams[0]?.hear('hello')
  streams[0]?.hear('event')
  expect([said, reads()]).toEqual([['open'], 2])
})

it('leaves a broken connection to the browser, which comes back by itself', () => {
  const { streams, said, waiting } = createWorld()
  streams[0]?.hear('error')
  streams[0]?.hear('hello')
  expect([said, streams.length, waiting.length]).toEqual([['lost', 'open'], 1, 0])
})

it('asks who is here when it was refused, and tries again later, since the browser does not', () => {
  const { streams, said, waiting, reads } = createWorld()
  const [first] = streams
  if (first) first.readyState = CLOSED
  first?.hear('error')
  expect([said, reads(), streams.length]).toEqual([['lost'], 1, 1])
  waiting[0]?.()
  streams[1]?.hear('hello')
  expect([said, streams.length]).toEqual([['lost', 'open'], 2])
})

it('ends with its signal, and does not come back after it', () => {
  const { streams, waiting, over } = createWorld()
  const [first] = streams
  if (first) first.readyState = CLOSED
  first?.hear('error')
  over.abort()
  waiting[0]?.()
  expect([first?.isClosed(), streams.length]).toEqual([true, 1])
})
