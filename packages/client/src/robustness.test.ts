/** Whatever comes back, every call ends in data or in one of the three families, and nothing leaks. */
import { inspect } from 'node:util'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  classify,
  createContainer,
  debugToken,
  deleteMedia,
  exchangeCode,
  exchangeToken,
  type FetchResponse,
  getAppToken,
  getContainer,
  getLocation,
  getMe,
  getMedia,
  getMediaInsights,
  getOEmbed,
  getPublishingLimit,
  getUserInsights,
  itemsOf,
  listReplies,
  listThreads,
  lookupProfile,
  managePendingReply,
  manageReply,
  publishContainer,
  publishText,
  renewToken,
  repost,
  searchKeyword,
  searchLocations,
  Secret,
  ThreadsApiError,
  ThreadsProtocolError,
  ThreadsTransportError,
  type Transport,
} from './index.ts'

const LONG = process.env['EVERTHREAD_TEST_LONG'] === '1'

const SENT = 'THAAcanaryRobustness0123456789'
const NEW = 'THAAcanaryNewRobustness'
const token = new Secret(SENT)
const clientSecret = new Secret('canary-robustness-app-secret')

const CALLS: readonly ((transport: Transport) => Promise<unknown>)[] = [
  (transport) => renewToken(transport, { token }),
  (transport) => exchangeToken(transport, { clientSecret, token }),
  (transport) => debugToken(transport, { token }),
  (transport) => getMe(transport, { token }),
  (transport) => getAppToken(transport, { clientId: '1', clientSecret }),
  (transport) =>
    exchangeCode(transport, {
      clientId: '1',
      clientSecret,
      redirectUri: 'https://localhost/',
      code: new Secret('AQcanaryRobustness'),
    }),
  (transport) => getMedia(transport, { token, mediaId: '1' }),
  (transport) => listThreads(transport, { token }),
  (transport) => searchKeyword(transport, { token, query: 'x' }),
  (transport) => lookupProfile(transport, { token, username: 'anna' }),
  (transport) => searchLocations(transport, { token, query: 'x' }),
  (transport) => getLocation(transport, { token, locationId: '1' }),
  (transport) => getOEmbed(transport, { url: 'https://www.threads.com/@anna/post/x' }),
  (transport) => getMediaInsights(transport, { token, mediaId: '1' }),
  (transport) => getUserInsights(transport, { token, metrics: ['views'] }),
  (transport) => createContainer(transport, { token, content: { kind: 'text', text: 'x' } }),
  (transport) => getContainer(transport, { token, containerId: '1' }),
  (transport) => publishContainer(transport, { token, creationId: '1' }),
  (transport) => publishText(transport, { token, content: { kind: 'ghost', text: 'x' } }),
  (transport) => getPublishingLimit(transport, { token }),
  (transport) => repost(transport, { token, mediaId: '1' }),
  (transport) => deleteMedia(transport, { token, mediaId: '1' }),
  (transport) => manageReply(transport, { token, replyId: '1', hide: true }),
  (transport) => managePendingReply(transport, { token, replyId: '1', approve: false }),
  (transport) => collected(itemsOf(listReplies, transport, { token })),
]

async function collected<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

const fieldName = fc.constantFrom(
  'access_token',
  'token_type',
  'expires_in',
  'user_id',
  'id',
  'username',
  'data',
  'is_valid',
  'expires_at',
  'scopes',
  'error',
  'error_message',
  'error_code',
  'code',
  'message',
  'error_subcode',
  'type',
  'text',
  'timestamp',
  'owner',
  'children',
  'poll_attachment',
  'option_a',
  'total_votes',
  'location',
  'paging',
  'cursors',
  'after',
  'name',
  'values',
  'value',
  'total_value',
  'breakdowns',
  'html',
  'status',
  'success',
  'quota_usage',
  'config',
  'quota_total',
  '__proto__',
)
const { node } = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>(NEW, SENT, '', ' ', 0, -1, 190, 463, 5_184_000, '5184000', null, true, false),
    fc.jsonValue({ maxDepth: 1 }),
    fc.dictionary(fieldName, tie('node'), { maxKeys: 5 }),
    fc.array(tie('node'), { maxLength: 2 }),
  ),
}))
const plausible = fc.constantFrom(
  {
    access_token: NEW,
    expires_in: 5_184_000,
    id: '1',
    username: 'anna',
    data: { is_valid: true, expires_at: 0 },
  },
  {
    id: '1',
    username: 'anna',
    html: '<p></p>',
    data: [{ id: '1', name: 'views', values: [{ value: 1, end_time: '2024-09-16T07:00:00+0000' }] }],
    paging: { cursors: { after: 'AFTER' } },
  },
  {
    id: '1',
    status: 'FINISHED',
    success: true,
    data: [{ quota_usage: 4, config: { quota_total: 250, quota_duration: 86_400 } }],
  },
  { error: { code: 190, error_subcode: 463, message: `Malformed access token ${SENT}` } },
  { error_message: `unexpected ${SENT}`, error_code: 1 },
)

const text = fc.oneof(
  { weight: 3, arbitrary: plausible.map((value) => JSON.stringify(value)) },
  node.map((value) => JSON.stringify(value)),
  fc.tuple(node, fc.nat(60)).map(([value, length]) => JSON.stringify(value).slice(0, length)),
  fc.string({ unit: 'binary' }),
)
const body = fc.oneof(
  { weight: 4, arbitrary: text.map((value) => new TextEncoder().encode(value)) },
  fc.uint8Array({ maxLength: 200 }),
)
const headers = fc.record({
  'content-type': fc.oneof(
    { weight: 4, arbitrary: fc.constant('application/json') },
    fc.constantFrom('text/html', null),
    fc.string(),
  ),
  date: fc.oneof(fc.constantFrom('Sun, 22 Nov 2026 00:00:07 GMT', null), fc.string()),
  'retry-after': fc.oneof(fc.constantFrom('5', '-1', null), fc.string()),
})
const response = fc
  .record({
    status: fc.oneof(
      { weight: 3, arbitrary: fc.constant(200) },
      fc.constantFrom(400, 500, 0, 302),
      fc.integer({ min: -1, max: 1000 }),
    ),
    headers,
    body: fc.option(body, { freq: 20 }),
    cuts: fc.array(fc.nat(200), { maxLength: 3 }),
    breaks: fc.integer({ min: 0, max: 9 }).map((draw) => draw === 0),
  })
  .map(
    ({ headers, body, cuts, breaks, status }): FetchResponse => ({
      status,
      headers: { get: (name) => (headers as Record<string, string | null>)[name] ?? null },
      body: body && pieces(body, cuts, breaks),
    }),
  )

async function* pieces(
  bytes: Uint8Array,
  cuts: readonly number[],
  breaks: boolean,
): AsyncGenerator<Uint8Array> {
  let start = 0
  for (const cut of [...cuts, bytes.length].sort((a, b) => a - b)) {
    yield bytes.subarray(start, cut)
    start = Math.max(start, Math.min(cut, bytes.length))
  }
  if (breaks) throw new Error(`the connection that carried ${SENT} broke`)
}

type Outcome = 'data' | 'api' | 'protocol' | 'transport'

function familyOf(error: unknown): Outcome {
  if (error instanceof ThreadsApiError) return 'api'
  if (error instanceof ThreadsProtocolError) return 'protocol'
  if (error instanceof ThreadsTransportError) return 'transport'
  throw new Error('an exception of no family', { cause: error })
}

function expectNoLeak(value: unknown): void {
  const printed = inspect(value, { depth: 20, showHidden: true }) + JSON.stringify(value)
  for (const secret of [SENT, NEW, clientSecret.reveal()]) expect(printed).not.toContain(secret)
}

test('any bytes with any status and headers end in data or in one of the three families', async () => {
  const seen: Record<Outcome, number> = { data: 0, api: 0, protocol: 0, transport: 0 }
  await fc.assert(
    fc.asyncProperty(response, fc.constantFrom(...CALLS), async (answer, call) => {
      const outcome = await call({ fetch: () => Promise.resolve(answer) }).then(
        () => 'data' as const,
        (error: unknown) => {
          expectNoLeak(error)
          expect(typeof classify(error).retryable).toBe('boolean')
          return familyOf(error)
        },
      )
      seen[outcome] += 1
    }),
    { seed: 9, numRuns: LONG ? 200_000 : 3000 },
  )
  // The control: the generator reaches every end, so that the property has something to say.
  expect(Object.entries(seen).filter(([, count]) => count < 50)).toEqual([])
})

test('anything that a fetch can throw is a transport error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.anything(), fc.constantFrom(...CALLS), async (thrown, call) => {
      const error: unknown = await call({ fetch: () => Promise.reject(thrown) }).catch(
        (caught: unknown) => caught,
      )
      expect(familyOf(error)).toBe('transport')
    }),
    { seed: 10, numRuns: LONG ? 20_000 : 500 },
  )
})

test('a fetch that answers with nonsense is a transport error, too', async () => {
  for (const nonsense of [
    undefined,
    null,
    'ok',
    {},
    { status: 200 },
    { headers: {} },
    { status: 200, headers: new Map() },
  ]) {
    const fetch = () => Promise.resolve(nonsense as unknown as FetchResponse)
    const error: unknown = await getMe({ fetch }, { token }).catch((caught: unknown) => caught)
    expect(familyOf(error)).toBe('transport')
  }
})
