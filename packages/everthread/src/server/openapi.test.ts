/**
 * The document against the running service: whatever is sent, what comes back is a status that the document has for the
 * route, of a type that it has for the status, of the form that it has for both.
 */
import * as fc from 'fast-check'
import { z } from '@hono/zod-openapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { found } from '../doctor/finding.ts'
import { insertAccount } from '../store/accounts.ts'
import { pushGeneration } from '../store/generations.ts'
import { createApi, openApiDocument } from './api.ts'
import { type JsonSchema, nearlyValuesOf, type Schemas, valuesOf } from './test-schema-values.ts'
import { createTestServer, type TestServer } from './test-server.ts'

interface Content {
  readonly schema: JsonSchema
}
interface Operation {
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema: JsonSchema }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> }
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Content>> }>>
}
interface Documented {
  readonly method: string
  readonly path: string
  readonly operation: Operation
}

let server: TestServer
const seen = new Set<number>()
beforeAll(async () => {
  server = await createTestServer({
    accounts: {
      keep: async () => ({ outcome: 'not_due', reason: 'fresh', written: [] }),
      rollBack: async () => 'busy',
      adopt: async () => ({ kind: 'refused', reason: 'expired' }),
      connect: async () => ({ kind: 'unclear', reason: 'network' }),
      remove: async () => ({ posts: 0, stays: { files: [], copies: [] } }),
      findApp: async () => ({}),
    },
    checkUp: {
      findings: async () => ({
        at: server.clock.now(),
        findings: [found('clock-right', {}), found('app-pair-wrong', {})],
      }),
      loopLagMs: () => 1.4,
      clockAheadMs: () => -20,
    },
  })
  await server.becomeOwner()
  await keepAccount(server)
})
afterAll(() => server[Symbol.asyncDispose]())

async function keepAccount({ store, clock }: TestServer): Promise<void> {
  const now = clock.now()
  await insertAccount(store.db, {
    id: 'a1',
    userId: '17841400000000000',
    username: 'anna',
    createdAt: now,
    jitter: 0,
  })
  await store.transaction((trx) =>
    pushGeneration(trx, {
      accountId: 'a1',
      number: 1,
      sealedToken: 'sealed',
      obtainedAt: now,
      source: 'adopted',
      facts: { fingerprint: '94bedf3abda1', expiry: { kind: 'unknown' } },
    }),
  )
}

async function read(): Promise<{ documented: Documented[]; schemas: Schemas }> {
  await using server = await createTestServer()
  const answer = await server.app.request('/api/openapi.json', { headers: { host: 'localhost' } }, {})
  const document = (await answer.json()) as {
    paths: Record<string, Record<string, Operation>>
    components: { schemas: Schemas }
  }
  expect(JSON.parse(JSON.stringify(openApiDocument(createApi(server.deps))))).toEqual(document)
  const documented = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
  return { documented, schemas: document.components.schemas }
}

const { documented, schemas } = await read()

const $defs = schemas
const validators = new Map<string, z.ZodType>()
function validatorOf(schema: JsonSchema): z.ZodType {
  const text = JSON.stringify({ ...schema, $defs }).replaceAll('#/components/schemas/', '#/$defs/')
  const known = validators.get(text) ?? z.fromJSONSchema(JSON.parse(text))
  validators.set(text, known)
  return known
}

interface Sent {
  readonly path: string
  readonly body: unknown
}

/** Of paths: mostly what is there, sometimes what is not. */
function requestsTo({ path, operation }: Documented): fc.Arbitrary<Sent> {
  const schema = operation.requestBody?.content['application/json']?.schema
  const bodies = schema
    ? fc.oneof(valuesOf(schema, schemas), nearlyValuesOf(schema, schemas))
    : fc.constant(undefined)
  const queries = (operation.parameters ?? []).filter((one) => one.in === 'query')
  const query = fc.record(
    Object.fromEntries(
      queries.map(({ name, schema: one }) => [
        name,
        fc.oneof(valuesOf(one, schemas), fc.string({ maxLength: 12 })),
      ]),
    ),
    { requiredKeys: [] },
  )
  const ids = fc.oneof(
    fc.constantFrom('a1', 'unknown'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
  )
  return fc.tuple(ids, query, bodies).map(([id, parameters, body]) => {
    const pairs = Object.entries(parameters).map(([name, value]) => [name, asText(value)])
    const search = new URLSearchParams(pairs).toString()
    return { path: `${path.replace('{id}', encodeURIComponent(id))}?${search}`, body }
  })
}

/** An object may have a `toString` of its own. */
function asText(value: unknown): string {
  if (Array.isArray(value)) return value.map(asText).join(',')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

async function answerTo(method: string, { path, body }: Sent): Promise<Response> {
  const answer = await server.ask(path, { method, ...(body !== undefined && { json: body }) })
  // It may have ended the session.
  if (/\/(?:session|owner)/.test(path)) await server.beginSession()
  return answer
}

async function expectDocumented({ responses }: Operation, answer: Response): Promise<void> {
  const response = responses[answer.status]
  seen.add(answer.status)
  expect(response, `${answer.status} ${await answer.clone().text()}`).toBeDefined()
  const type = answer.headers.get('content-type')?.split(';')[0] ?? ''
  if (response?.content === undefined) {
    expect(await answer.text()).toBe('')
    return
  }
  const content = response.content[type]
  expect(content, `${answer.status} as ${type}`).toBeDefined()
  if (!content || !type.endsWith('json')) return
  const { error } = validatorOf(content.schema).safeParse(await answer.json())
  expect(error?.message).toBeUndefined()
}

describe.each(documented)('$method $path', ({ method, path, operation }) => {
  test('answers as documented, whatever is sent', async () => {
    // Logging in takes a tenth of a second each.
    const numRuns = path.includes('session') || path.includes('owner') ? 5 : 25
    await fc.assert(
      fc.asyncProperty(requestsTo({ method, path, operation }), async (sent) => {
        const answer = await answerTo(method, sent)
        // Steps of a path that URLs themselves resolve (`.`, `..`) lead elsewhere.
        if (new URL(sent.path, 'http://x').pathname.split('/').length !== path.split('/').length) return
        await expectDocumented(operation, answer)
      }),
      { numRuns },
    )
  })
})

test('control: the requests came through to answers of many kinds', () => {
  expect([...seen]).toEqual(expect.arrayContaining([200, 201, 204, 404, 409, 422, 501]))
})

test('control: an answer of another form is noticed', () => {
  const problem = validatorOf({ $ref: '#/components/schemas/Problem' })
  expect(problem.safeParse({ code: 'no-such-code' }).success).toBe(false)
})
