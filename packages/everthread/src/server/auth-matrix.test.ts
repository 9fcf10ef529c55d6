/** Every route of the API, for everybody: who gets past the door. The list of routes is the document's own. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApi, openApiDocument } from './api.ts'
import { type Access, SCOPES } from './auth/scopes.ts'
import { createTestServer, type TestServer } from './test-server.ts'

interface Operation {
  readonly method: string
  readonly path: string
  readonly access: Access
}

let server: TestServer
let withKey: (scopes: readonly (typeof SCOPES)[number][]) => Promise<Record<string, string>>
beforeAll(async () => {
  server = await createTestServer()
  await server.becomeOwner()
  const keys = new Map<string, string>()
  withKey = async (scopes) => {
    const name = scopes.join(' ')
    const key = keys.get(name) ?? (await server.makeKey(scopes))
    keys.set(name, key)
    return { authorization: `Bearer ${key}`, cookie: '' }
  }
})
afterAll(() => server[Symbol.asyncDispose]())

async function operations(): Promise<Operation[]> {
  await using server = await createTestServer()
  const { paths = {} } = openApiDocument(createApi(server.deps))
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: path.replaceAll(/\{\w+\}/g, 'unknown'),
      access: (operation as { 'x-access': Access })['x-access'],
    })),
  )
}

const OPERATIONS = await operations()
const closed = OPERATIONS.filter(({ access }) => access !== 'public')

const REFUSALS = [401, 403]
const statusOf = async ({ method, path }: Operation, headers: Record<string, string>) =>
  (await server.ask(path, { method, headers })).status

test('the document lists routes, and most of them are closed', () => {
  expect(OPERATIONS.length).toBeGreaterThan(30)
  expect(
    OPERATIONS.filter(({ access }) => access === 'public').map(({ method, path }) => `${method} ${path}`),
  ).toEqual(['POST /api/v1/owner', 'POST /api/v1/session', 'GET /api/v1/session'])
})

describe.each(closed)('$method $path', (operation) => {
  const { access } = operation

  test('is closed to nobody, to a wrong key and to a wrong session', async () => {
    const wrong: Record<string, string>[] = [
      { cookie: '' },
      { cookie: 'everthread_session=wrong' },
      { cookie: '', authorization: 'Bearer evt_wrong' },
      { cookie: '', authorization: 'Basic YW5uYTpwdw==' },
    ]
    for (const headers of wrong) expect(await statusOf(operation, headers)).toBe(401)
  })

  test(`is open to a key that may ${access}, and to no other`, async () => {
    for (const scope of SCOPES) {
      const status = await statusOf(operation, await withKey([scope]))
      if (scope === access) expect(REFUSALS).not.toContain(status)
      else expect(status).toBe(403)
    }
  })

  test('is open to the owner', async () => {
    // What ends the session, or waits for Meta, is for other tests.
    if (operation.method === 'DELETE' && operation.path === '/api/v1/session') return
    expect(REFUSALS).not.toContain(await statusOf(operation, {}))
  })
})
