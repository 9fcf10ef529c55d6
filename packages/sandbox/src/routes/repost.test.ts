import { expect, test } from 'vitest'
import { errorOf, withApi } from '../../test-support/api.ts'
import { idOf, posterOf, textOrder } from '../../test-support/publishing.ts'

test('a repost appears among one’s posts and points at what it passes on', async () => {
  await withApi(async (api) => {
    const [anna, bob] = [posterOf(api), posterOf(api, 'bob')]
    const post = await anna.post(textOrder())
    const repost = idOf(await api.post(`/${post}/repost`, { access_token: bob.token }))
    const list = await api.get('/me/threads', { access_token: bob.token, fields: 'media_type,reposted_post' })
    expect(list.json.data).toEqual([{ id: repost, media_type: 'REPOST_FACADE', reposted_post: { id: post } }])
    const limit = await api.get('/me/threads_publishing_limit', { access_token: bob.token })
    expect(limit.json.data).toEqual([{ quota_usage: 0 }])
  })
})

test('what does not exist, a repost and somebody’s private post cannot be reposted; one on its way not yet', async () => {
  await withApi(async (api) => {
    const [anna, bob] = [posterOf(api), posterOf(api, 'bob')]
    const post = idOf(await anna.publish(await anna.container(textOrder())))
    const pass = (id: string) => api.post(`/${id}/repost`, { access_token: bob.token })
    expect(errorOf(await pass(post))).toMatchObject({ code: 24, error_subcode: 4_279_009 })
    api.sandbox.clock.advance('10s')
    const repost = idOf(await pass(post))
    api.sandbox.users.put({ username: 'anna', private: true })
    for (const id of ['17889615691921648', repost, post]) {
      expect(errorOf(await pass(id))).toMatchObject({ status: 400, code: 100, error_subcode: 33 })
    }
  })
})
