import { expect, test } from 'vitest'
import { errorOf, withApi } from '../../test-support/api.ts'
import { idsOf, person } from '../../test-support/reading.ts'

const VALIDATION = { status: 500, type: 'THApiException', code: 100 }

test('a reply is hidden and shown again, by the owner of the root', async () => {
  await withApi(async (api) => {
    const [anna, bob] = [person(api), person(api, 'bob')]
    const reply = bob.publish({ reply_to: anna.publish() })
    const status = async () => (await anna.get(`/${reply}`, { fields: 'hide_status' })).json.hide_status
    expect((await anna.post(`/${reply}/manage_reply`, { hide: 'true' })).json).toEqual({ success: true })
    expect(await status()).toBe('HIDDEN')
    expect((await anna.post(`/v1.0/${reply}/manage_reply`, { hide: 'false' })).json).toEqual({
      success: true,
    })
    expect(await status()).toBe('UNHUSHED')
  })
})

test('only top-level replies under own posts can be hidden', async () => {
  await withApi(async (api) => {
    const [anna, bob] = [person(api), person(api, 'bob')]
    const root = anna.publish()
    const reply = bob.publish({ reply_to: root })
    const nested = bob.publish({ reply_to: reply })
    const hide = { hide: 'true' }
    const refused = await anna.post(`/${nested}/manage_reply`, hide)
    expect([errorOf(refused), refused.json.error.message]).toEqual([
      VALIDATION,
      'Only top-level replies can be hidden or unhidden; nested replies follow.',
    ])
    for (const [who, id] of [
      [bob, reply],
      [anna, root],
      [anna, '17889615691921648'],
    ] as const) {
      const reply33 = await who.post(`/${id}/manage_reply`, hide)
      expect(errorOf(reply33)).toMatchObject({ status: 400, error_subcode: 33 })
      expect(reply33.json.error.message).toContain('Unsupported post request')
    }
    for (const form of [{}, { hide: 'yes' }]) {
      expect(errorOf(await anna.post(`/${reply}/manage_reply`, form))).toEqual(VALIDATION)
    }
  })
})

test('under a post with approvals the replies of others wait, and are seen when they are approved', async () => {
  await withApi(async (api) => {
    const [anna, bob] = [person(api), person(api, 'bob')]
    const root = anna.publish({ reply_approvals: true })
    const own = anna.publish({ reply_to: root, age: '1m' })
    const waiting = bob.publish({ reply_to: root })
    const fields = 'reply_approval_status'
    const pending = async (params = {}) =>
      (await anna.get(`/${root}/pending_replies`, { fields, ...params })).json
    expect(idsOf(await bob.get(`/${root}/replies`))).toEqual([own])
    expect((await pending()).data).toEqual([{ reply_approval_status: 'pending', id: waiting }])
    await anna.post(`/${waiting}/manage_pending_reply`, { approve: 'false' })
    expect(await pending({ approval_status: 'pending' })).toEqual({ data: [] })
    expect((await pending({ approval_status: 'ignored' })).data).toEqual([
      { reply_approval_status: 'ignored', id: waiting },
    ])
    const approved = await anna.post(`/${waiting}/manage_pending_reply`, { approve: 'true' })
    expect(approved.json).toEqual({ success: true })
    expect(await pending()).toEqual({ data: [] })
    expect(idsOf(await bob.get(`/${root}/replies`))).toEqual([waiting, own])
    expect((await anna.get(`/${waiting}`, { fields })).json).toEqual({ id: waiting })
    const again = await anna.post(`/${waiting}/manage_pending_reply`, { approve: 'true' })
    expect(again.json.error.message).toBe(`The reply ${waiting} is not awaiting approval.`)
  })
})

test('approval_status is case-sensitive, and only the owner sees what waits', async () => {
  await withApi(async (api) => {
    const [anna, bob] = [person(api), person(api, 'bob')]
    const root = anna.publish({ reply_approvals: true })
    const [first, second] = [
      bob.publish({ reply_to: root, age: '2h' }),
      bob.publish({ reply_to: root, age: '1h' }),
    ]
    for (const approval_status of ['PENDING', 'Ignored', 'approved']) {
      const refused = await anna.get(`/${root}/pending_replies`, { approval_status })
      expect([errorOf(refused), refused.json.error.message]).toEqual([
        VALIDATION,
        'Param approval_status must be one of {ignored, pending}',
      ])
    }
    expect(errorOf(await bob.get(`/${root}/pending_replies`))).toMatchObject({ error_subcode: 33 })
    expect(idsOf(await anna.get(`/${root}/pending_replies`))).toEqual([second, first])
    expect(idsOf(await anna.get(`/${root}/pending_replies`, { reverse: 'false' }))).toEqual([first, second])
  })
})

test('a reply of a population can be hidden by the one whom it answers', async () => {
  await withApi(
    async (api) => {
      const usernames = api.sandbox.state().population?.usernames ?? []
      for (const username of usernames) {
        const owner = person(api, username, { tester: true })
        const { json } = await owner.get('/me/threads', { fields: 'has_replies,media_type' })
        const answered = json.data.find((post: { has_replies: boolean }) => post.has_replies)
        if (!answered) continue
        const [reply] = idsOf(await owner.get(`/${answered.id}/replies`))
        await owner.post(`/${reply}/manage_reply`, { hide: 'true' })
        expect((await owner.get(`/${reply}`, { fields: 'hide_status' })).json).toEqual({
          hide_status: 'HIDDEN',
          id: reply,
        })
        return
      }
      throw new Error('somebody of the seed is answered')
    },
    { population: { accounts: 30, postsEach: 20 } },
  )
})
