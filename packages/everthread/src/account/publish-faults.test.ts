/** Every fault that a publication can meet, against the sandbox: one post in the end, or one that its owner sees. */
import { type Fault, fault, type Sandbox } from '@everthread/sandbox'
import { describe, expect, it } from 'vitest'
import { createTestPublisher, stepForEver } from './test-publisher.ts'
import { PUBLISHING_CRASH_POINTS } from '../keeper/crash-point.ts'
import { Cut, cutAt } from '../keeper/test-world.ts'

type Switches = NonNullable<Parameters<Sandbox['switches']['set']>[0]>

const LATE = { kind: 'late', effect_ms: 30_000 } as const

const PUBLISH_FAULTS: readonly (readonly [name: string, fault: Fault])[] = [
  ['the answer is lost and the post is out', fault.answerLost()],
  ['the call never arrives', fault.unreachable()],
  ['500 and code 10 although the post is out', fault.ghostSuccess()],
  ['503 with nothing in it', fault.unavailable()],
  ['200 and HTML', fault.html()],
  ['200 and garbage', fault.garbage()],
  ['200 and half an answer', fault.truncated()],
  ['200 without an id', fault.empty()],
  ['200 with an error inside', fault.okWithError()],
  ['code 1, unknown error', { kind: 'error', code: 1 }],
  ['code 2, service unavailable', { kind: 'error', code: 2 }],
  ['code 10, no permission, although it has it', { kind: 'error', code: 10 }],
  ['code 506, a duplicate', { kind: 'error', code: 506 }],
  ['it lands half a minute late, without an answer', { ...LATE, answer: 'drop' }],
  ['it lands half a minute late, after a 503', { ...LATE, answer: { kind: 'status', status: 503 } }],
  ['613, too many calls', fault.rateLimit()],
  ['code 4, too many calls of the app', { kind: 'error', code: 4 }],
  ['4279009 although it is finished', { kind: 'error', code: 24, error_subcode: 4279009 }],
  ['code 100, a parameter', { kind: 'error', code: 100 }],
]

const DOUBLE: readonly Switches[] = [
  { doublePublish: 'reject' },
  { doublePublish: 'reject', unpublishableCode: 100 },
  { doublePublish: 'same-id' },
  { doublePublish: 'second-post' },
]

describe.each(DOUBLE)('where publishing twice is %j', (switches) => {
  it.each(PUBLISH_FAULTS)('a post goes out once: %s', async (_, broken) => {
    await using publisher = await createTestPublisher({ switches })
    publisher.keeper.world.sandbox.faults.add({ endpoint: 'publish', fault: broken })
    const { id } = await publisher.schedule()
    expect(await publisher.settle(id)).toBe('published')
    await publisher.rest()
    expect(await publisher.texts()).toEqual(['Good morning'])
  })
})

describe('a publication that fails again and again', () => {
  it.each(PUBLISH_FAULTS)('is never out twice, and ends where its owner sees it: %s', async (_, broken) => {
    await using publisher = await createTestPublisher({ switches: { doublePublish: 'second-post' } })
    publisher.keeper.world.sandbox.faults.add({ endpoint: 'publish', fault: broken, times: 40 })
    const { id } = await publisher.schedule()
    const told = await publisher.settle(id)
    publisher.keeper.world.sandbox.faults.clear()
    expect([
      'published',
      'needs_review outcome-unknown',
      'failed media-not-found',
      'failed refused',
      'held missed',
    ]).toContain(told)
    expect((await publisher.texts()).length).toBeLessThanOrEqual(1)
    if (told === 'published') expect(await publisher.texts()).toHaveLength(1)
  })
})

describe('a container that cannot be made at once', () => {
  const SILENT: readonly (readonly [string, Fault])[] = [
    ['the answer is lost', fault.answerLost()],
    ['the call never arrives', fault.unreachable()],
    ['503 with nothing in it', fault.unavailable()],
    ['200 and HTML', fault.html()],
    ['200 without an id', fault.empty()],
    ['613, too many calls', fault.rateLimit()],
    ['code 2, service unavailable', { kind: 'error', code: 2 }],
  ]
  it.each(SILENT)('is made later: %s', async (_, broken) => {
    await using publisher = await createTestPublisher()
    for (const endpoint of ['create_container', 'container', 'media'] as const)
      publisher.keeper.world.sandbox.faults.add({ endpoint, fault: broken, times: 2 })
    const { id } = await publisher.schedule()
    expect(await publisher.settle(id)).toBe('published')
    await publisher.rest()
    expect(await publisher.texts()).toEqual(['Good morning'])
  })
})

describe('a kill', () => {
  it.each(PUBLISHING_CRASH_POINTS)('at %s leaves one post', async (name) => {
    await using publisher = await createTestPublisher({ switches: { doublePublish: 'second-post' } })
    const { id } = await publisher.schedule()
    await expect(stepForEver(publisher, cutAt(name))).rejects.toThrow(Cut)
    expect(await publisher.settle(id)).toBe('published')
    await publisher.rest()
    expect(await publisher.texts()).toEqual(['Good morning'])
  })
})
