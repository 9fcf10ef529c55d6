import { createServer, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { atEndOfTurn } from '../time/host.ts'
import { createTogether, MOST_TOGETHER } from './send-together.ts'

/** Of as many callers, all waiting for their answers. */
async function waitingResponses(count: number) {
  const responses: ServerResponse[] = []
  const server = createServer((_, response) => void responses.push(response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const sockets = Array.from({ length: count }, () => connect(port, '127.0.0.1'))
  for (const socket of sockets) socket.write('GET / HTTP/1.1\r\nHost: sandbox\r\n\r\n')
  while (responses.length < count) await once(server, 'request')
  return {
    responses,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const endOfTurn = () => new Promise<void>((resolve) => atEndOfTurn(resolve))

test('answers are held until the turn ends, and no longer', async () => {
  await using waiting = await waitingResponses(2)
  const end = createTogether()
  for (const response of waiting.responses) end(response, 'x')
  expect(waiting.responses.map(({ writableEnded }) => writableEnded)).toEqual([false, false])
  await endOfTurn()
  expect(waiting.responses.map(({ writableEnded }) => writableEnded)).toEqual([true, true])
})

test('when there are many of them they go at once', async () => {
  await using waiting = await waitingResponses(MOST_TOGETHER)
  const end = createTogether()
  for (const response of waiting.responses) end(response, 'x')
  expect(waiting.responses.every(({ writableEnded }) => writableEnded)).toBe(true)
})

test('a caller who leaves before the turn ends is passed over', async () => {
  await using waiting = await waitingResponses(1)
  const [response] = waiting.responses
  createTogether()(response as ServerResponse, 'x')
  response?.destroy()
  await endOfTurn()
  expect(response?.writableEnded).toBe(false)
})
