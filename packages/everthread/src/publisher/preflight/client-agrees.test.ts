/** The client and the sandbox have no rule that a person is not told of: what preflight lets through, they take. */
import { createContainer, Secret, type Transport } from '@everthread/client'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { containerContent, itemContent, type PublicMedia } from '../container-content.ts'
import type { MediaRef, PartContent } from '../content.ts'
import { preflight } from './preflight.ts'
import type { PartToCheck } from './preflight-facts.ts'
import { CASES, IMAGE, KNOWN, type Tried } from './test-rules.ts'
import { createTestWorld, type TestWorld } from '../../keeper/test-world.ts'

/** Every value can be wrong in a way of its own, and mostly is not: else nothing would get through. */
const text = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }) },
  fc.constantFrom(
    '',
    ' ',
    '\t',
    'x'.repeat(501),
    '🙂'.repeat(126),
    'www.a.b/1 www.a.b/2 www.a.b/3 www.a.b/4 www.a.b/5',
  ),
)
const url = fc.oneof(
  { weight: 6, arbitrary: fc.webUrl() },
  fc.constantFrom('', 'example.com', 'ftp://example.com', 'https://', 'http://[', ' https://example.com'),
)
const id = fc.oneof({ weight: 6, arbitrary: fc.stringMatching(/^\d{1,40}$/) }, fc.string({ maxLength: 3 }))
const range = fc.record({
  offset: fc.oneof({ weight: 6, arbitrary: fc.nat(8) }, fc.constantFrom(-1, 0.5, NaN, 1e300)),
  length: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 4 }) },
    fc.constantFrom(-1, 0.5, Infinity),
  ),
})
const option = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('yes', 'no', '🙂'.repeat(25)) },
  fc.constantFrom('', ' ', 'x'.repeat(26)),
)
const style = fc.constantFrom('bold' as const, 'italic' as const, 'highlight' as const)
const altText = fc.oneof(text, fc.constantFrom('x'.repeat(1001), undefined))
const media: fc.Arbitrary<MediaRef> = fc
  .oneof(
    fc.record({ kind: fc.constant('stored' as const), mediaId: fc.constantFrom('here', 'gone'), altText }),
    fc.record({
      kind: fc.constant('linked' as const),
      as: fc.constantFrom('image' as const, 'video' as const),
      url,
      altText,
    }),
  )
  .map(({ altText: said, ...ref }) => ({ ...ref, ...(said !== undefined && { altText: said }) }))

const FIELDS = {
  text,
  media: fc.oneof(
    { weight: 4, arbitrary: fc.array(media, { maxLength: 3 }) },
    fc.array(media, { minLength: 19, maxLength: 22 }),
  ),
  isSpoilerMedia: fc.boolean(),
  textEntities: fc.array(range, { maxLength: 12, size: 'max' }),
  pollAttachment: fc.array(option, { maxLength: 5 }),
  linkAttachment: url,
  textAttachment: fc.record(
    {
      plaintext: fc.oneof(text, fc.constantFrom('x'.repeat(10_000), 'x'.repeat(10_001))),
      linkAttachmentUrl: url,
      textWithStylingInfo: fc.array(
        fc
          .tuple(range, fc.array(style, { maxLength: 6 }))
          .map(([span, stylingInfo]) => ({ ...span, stylingInfo })),
        { maxLength: 3 },
      ),
    },
    { requiredKeys: ['plaintext'] },
  ),
  gifAttachment: fc.record({
    gifId: fc.oneof(text, fc.constant('x'.repeat(201))),
    provider: fc.constant('GIPHY' as const),
  }),
  isGhostPost: fc.boolean(),
  topicTag: fc.oneof(text, fc.constantFrom('a.b', 'x'.repeat(51))),
  replyControl: fc.constantFrom('everyone' as const, 'followers_only' as const),
  quotePostId: id,
  replyToId: id,
  locationId: id,
  allowlistedCountryCodes: fc.array(
    fc.oneof({ weight: 4, arbitrary: fc.constantFrom('DE', 'KZ') }, fc.constantFrom('de', 'DEU', '')),
    { maxLength: 3 },
  ),
  crossreshareToIg: fc.boolean(),
}

/** Few fields at once, for the same reason; and mostly a text, without which most of them are nothing. */
const content: fc.Arbitrary<PartContent> = fc
  .subarray(Object.keys(FIELDS) as (keyof typeof FIELDS)[], { maxLength: 3 })
  .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, FIELDS[name]]))))
  .chain((some) => fc.constantFrom<PartContent>({ text: 'Tea?', ...some }, { text: 'Tea?', ...some }, some))

const parts: fc.Arbitrary<PartToCheck[]> = fc
  .array(fc.record({ content, delayMs: fc.constantFrom(0, 1000) }), { minLength: 1, maxLength: 3 })
  .map((whole) => whole.map((part, index) => ({ ...part, position: index + 1 })))

const FACTS = { ...KNOWN, media: new Map([['here', IMAGE]]) }

interface Sender {
  readonly transport: Transport
  readonly token: Secret
}

/** As the lane sends it: items first, then the part. */
async function send({ transport, token }: Sender, { content: sent, position }: PartToCheck): Promise<void> {
  const all = (sent.media ?? []).map(asPublic)
  const isCarousel = all.length > 1
  if (isCarousel)
    for (const one of all) await createContainer(transport, { token, content: itemContent(one) })
  const parentId = position > 1 ? '1' : sent.replyToId
  const children = isCarousel ? all.map((_, index) => String(index + 1)) : []
  const about = { parentId, media: isCarousel ? undefined : all[0], children }
  await createContainer(transport, { token, content: containerContent(sent, about) })
}

function asPublic(ref: MediaRef): PublicMedia {
  if (ref.kind === 'linked') return ref
  const { altText: said } = ref
  return { as: 'image', url: 'https://example.com/a.jpg', ...(said !== undefined && { altText: said }) }
}

/** Takes everything: what the client refuses never comes here. */
const YES: Sender = {
  transport: {
    fetch: async () => new Response('{"id":"1"}', { headers: { 'content-type': 'application/json' } }),
  },
  token: new Secret('THAAcanaryPreflight0123456789'),
}

async function isSendable(part: PartToCheck): Promise<boolean> {
  try {
    await send(YES, part)
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

test('what preflight lets through, the client never throws for', async () => {
  let sent = 0
  await fc.assert(
    fc.asyncProperty(parts, async (whole) => {
      const refused = preflight({ parts: whole }, FACTS).filter(({ level }) => level === 'refused')
      const passed = whole.filter(({ position }) => refused.every((one) => one.position !== position))
      for (const part of passed) expect(await isSendable(part)).toBe(true)
      sent += passed.length
    }),
    { numRuns: 2000 },
  )
  expect(sent).toBeGreaterThan(200)
})

test('findings name parts that there are', () => {
  fc.assert(
    fc.property(parts, (whole) => {
      const named = preflight({ parts: whole }, FACTS).map(({ position }) => position)
      expect([undefined, ...whole.map(({ position }) => position)]).toEqual(expect.arrayContaining(named))
    }),
  )
})

describe('the nearest case that keeps a rule is taken by the sandbox:', () => {
  let world: TestWorld
  let token: Secret
  beforeAll(async () => {
    world = await createTestWorld()
    token = world.token()
  })
  afterAll(() => world[Symbol.asyncDispose]())

  it.each(Object.entries(CASES).filter(([, { passes }]) => isAlone(passes)))('%s', async (_, { passes }) => {
    const transport = { fetch: world.http.fetch, baseUrl: world.sandbox.url }
    for (const part of passes.post.parts.slice(0, 1)) await send({ transport, token }, part)
    expect(world.calls('threads')).toBeGreaterThan(0)
  })
})

/** Other posts, places, permissions and pictures would have to be there first. */
function isAlone({ post }: Tried): boolean {
  const foreign = [
    'quotePostId',
    'replyToId',
    'locationId',
    'allowlistedCountryCodes',
    'crossreshareToIgDarkMode',
  ]
  return post.parts.every(
    ({ content: { media: files = [], ...rest } }) =>
      files.length === 0 && foreign.every((field) => !(field in rest)),
  )
}
