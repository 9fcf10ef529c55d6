/** The post lane against the sandbox: from the first container to what is out, and through everything that comes between. */
import { describe, expect, it } from 'vitest'
import { createTestPublisher } from './test-publisher.ts'
import { MINUTE } from '../time/duration.ts'

describe('a post', () => {
  it('goes out when its time comes, with a container that was made a quarter of an hour before', async () => {
    await using publisher = await createTestPublisher()
    const { id } = await publisher.schedule({ inMs: 60 * MINUTE })
    await publisher.step()
    expect(await publisher.told(id)).toBe('scheduled')
    await publisher.step()
    expect(await publisher.told(id)).toBe('ready')
    expect(await publisher.texts()).toEqual([])
    expect(await publisher.settle(id)).toBe('published')
    expect(await publisher.texts()).toEqual(['Good morning'])
    expect(await publisher.receipts(id)).toEqual([
      'container-created',
      'container-read',
      'publish-sent',
      'published',
      'permalink-read',
    ])
    expect((await publisher.post(id)).parts).toMatchObject([
      { state: 'published', permalink: expect.stringContaining('https://www.threads.com/@anna/post/') },
    ])
  })
})
