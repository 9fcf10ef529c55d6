import { expect, test } from 'vitest'
import { errorOf, withApi } from '../../test-support/api.ts'
import { idOf, posterOf, textOrder } from '../../test-support/publishing.ts'
import { fault } from '../faults/fault.ts'

const NOT_FOUND = { status: 400, code: 24, error_subcode: 4_279_009, type: 'OAuthException' }

test('a container becomes a post with an id of its own, which is no container', async () => {
  await withApi(async (api) => {
    const anna = posterOf(api)
    const container = await anna.container(textOrder())
    const reply = await anna.publish(container)
    expect(reply.json).toEqual({ id: expect.stringMatching(/^\d{17}$/) })
    expect(reply.json.id).not.toBe(container)
    const fields = 'text,permalink,timestamp,username'
    const { json } = await api.get(`/${reply.json.id}`, { access_token: anna.token, fields })
    expect(json).toMatchObject({
      text: 'Good morning',
      permalink: expect.stringMatching(/^https:\/\/www\.threads\.com\/@anna\/post\/[\w-]{11}$/),
      timestamp: '2026-06-15T12:00:00+0000',
    })
    const status = await anna.status(reply.json.id)
    expect(status.json.error.message).toMatch(/^Tried accessing nonexisting field \(status\)/)
  })
})

test('what is missing, no id, unknown or somebody else’s is refused', async () => {
  await withApi(async (api) => {
    const [anna, bob] = [posterOf(api), posterOf(api, 'bob')]
    const missing = await api.post('/me/threads_publish', { access_token: anna.token })
    expect(missing.json.error.message).toBe('The parameter creation_id is required')
    expect((await anna.publish('abc')).json.error).toMatchObject({
      code: 100,
      message: 'Invalid creation_id',
    })
    expect(errorOf(await anna.publish('17889615691921648'))).toEqual(NOT_FOUND)
    expect(errorOf(await bob.publish(await anna.container(textOrder())))).toEqual(NOT_FOUND)
    const path = await api.post('/17889615691921648/threads_publish', {
      access_token: anna.token,
      creation_id: '1',
    })
    expect(errorOf(path)).toEqual(NOT_FOUND)
  })
})

test('a second publishing is refused, and makes no second post', async () => {
  await withApi(async (api) => {
    const anna = posterOf(api)
    const container = await anna.container(textOrder())
    idOf(await anna.publish(container))
    expect(errorOf(await anna.publish(container))).toEqual(NOT_FOUND)
    expect((await anna.status(container)).json.status).toBe('PUBLISHED')
    const list = await api.get('/me/threads', { access_token: anna.token })
    expect(list.json.data).toHaveLength(1)
  })
})

test('right after FINISHED a container may still not be found, where the race is armed', async () => {
  await withApi(
    async (api) => {
      const anna = posterOf(api)
      const container = await anna.container(textOrder())
      expect(errorOf(await anna.status(container))).toEqual(NOT_FOUND)
      api.sandbox.clock.advance('2s')
      expect((await anna.status(container)).json.status).toBe('FINISHED')
      expect(errorOf(await anna.publish(container))).toEqual(NOT_FOUND)
      api.sandbox.clock.advance('5s')
      expect((await anna.publish(container)).status).toBe(200)
    },
    { switches: { containerPropagation: '2s', publishRace: '7s' } },
  )
})

test('ghost success: the answer says 500 and code 10, and the post is out', async () => {
  await withApi(async (api) => {
    const anna = posterOf(api)
    const container = await anna.container(textOrder())
    api.sandbox.faults.add({ endpoint: 'publish', fault: fault.ghostSuccess(), times: 2 })
    expect(errorOf(await anna.publish(container))).toEqual({ status: 500, code: 10, type: 'THApiException' })
    expect((await anna.status(container)).json.status).toBe('PUBLISHED')
    const list = await api.get('/me/threads', { access_token: anna.token, fields: 'text' })
    expect(list.json.data).toMatchObject([{ text: 'Good morning' }])
    // A refusal is a refusal, ghost or not.
    expect(errorOf(await anna.publish(container))).toEqual(NOT_FOUND)
  })
})

test('a publish that lands late: no answer now, the post when the clock gets there', async () => {
  await withApi(async (api) => {
    const anna = posterOf(api)
    const container = await anna.container(textOrder())
    api.sandbox.faults.add({
      endpoint: 'publish',
      fault: { kind: 'late', effect_ms: 30_000, answer: 'drop' },
    })
    await expect(anna.publish(container)).rejects.toThrow('fetch failed')
    api.sandbox.clock.advance('29s')
    expect((await anna.status(container)).json.status).toBe('FINISHED')
    api.sandbox.clock.advance('1s')
    expect((await anna.status(container)).json.status).toBe('PUBLISHED')
  })
})

test('the 251st post in 24 hours is refused, and is taken once the first is a day old', async () => {
  await withApi(async (api) => {
    const anna = posterOf(api)
    const publish = async () => anna.create(textOrder({ auto_publish_text: 'true' }))
    expect((await publish()).status).toBe(200)
    api.sandbox.clock.advance('1h')
    for (let count = 1; count < 250; count += 1) expect((await publish()).status).toBe(200)
    const container = await anna.container(textOrder())
    expect(errorOf(await anna.publish(container))).toMatchObject({
      status: 400,
      code: 613,
      error_subcode: 4_279_002,
    })
    expect((await anna.status(container)).json.status).toBe('FINISHED')
    api.sandbox.clock.advance('22h59m59s')
    expect((await anna.publish(container)).status).toBe(400)
    api.sandbox.clock.advance('1s')
    expect((await anna.publish(container)).status).toBe(200)
  })
})

test('replies have a quota of their own', async () => {
  await withApi(async (api) => {
    const anna = posterOf(api)
    const root = await anna.post(textOrder())
    await anna.post(textOrder({ reply_to_id: root }))
    const fields = 'quota_usage,reply_quota_usage'
    const limit = await api.get('/me/threads_publishing_limit', { access_token: anna.token, fields })
    expect(limit.json.data).toEqual([{ quota_usage: 1, reply_quota_usage: 1 }])
  })
})

test('a reply whose parent was deleted meanwhile is not published', async () => {
  await withApi(async (api) => {
    const anna = posterOf(api)
    const root = await anna.post(textOrder())
    const container = await anna.container(textOrder({ reply_to_id: root }))
    await api.send(`/${root}?access_token=${anna.token}`, { method: 'DELETE' })
    expect(errorOf(await anna.publish(container))).toEqual(NOT_FOUND)
  })
})

test('a post that is shared to Instagram says how that went', async () => {
  await withApi(async (api) => {
    const anna = posterOf(api)
    const container = await anna.container(textOrder({ crossreshare_to_ig: 'true' }))
    expect((await anna.publish(container)).json).toEqual({
      id: expect.any(String),
      crossreshare_to_ig_status: 'SUCCESS',
    })
  })
})

test('a stranger’s reply waits where the root wants to approve it; the root’s author’s does not', async () => {
  await withApi(async (api) => {
    const anna = posterOf(api)
    const bob = posterOf(api, 'bob', ['threads_basic', 'threads_content_publish', 'threads_keyword_search'])
    const root = await anna.post(textOrder({ enable_reply_approvals: 'true' }))
    const [waiting, open] = [
      await bob.post(textOrder({ reply_to_id: root })),
      await anna.post(textOrder({ reply_to_id: root })),
    ]
    const approval = async (id: string) => {
      const fields = 'reply_approval_status'
      return (await api.get(`/${id}`, { access_token: anna.token, fields })).json.reply_approval_status
    }
    expect([await approval(waiting), await approval(open)]).toEqual(['pending', undefined])
  })
})
