import { expect, test } from 'vitest'
import { type Api, errorOf, withApi } from '../../test-support/api.ts'
import { idOf, posterOf, textOrder } from '../../test-support/publishing.ts'

function remove(api: Api, id: string, token: string) {
  return api.send(`/${id}`, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } })
}

test('one’s own post is gone, and is named in the answer', async () => {
  await withApi(async (api) => {
    const anna = posterOf(api)
    const id = await anna.post(textOrder())
    expect((await remove(api, id, anna.token)).json).toEqual({ success: true, deleted_id: id })
    expect(errorOf(await api.get(`/${id}`, { access_token: anna.token }))).toMatchObject({
      code: 100,
      error_subcode: 33,
    })
    expect((await api.get('/me/threads', { access_token: anna.token })).json.data).toEqual([])
    expect(errorOf(await remove(api, id, anna.token))).toMatchObject({ code: 100, error_subcode: 33 })
  })
})

test('somebody else’s post is not there to be deleted, and without threads_delete nothing is', async () => {
  await withApi(async (api) => {
    const anna = posterOf(api)
    const id = await anna.post(textOrder())
    expect(errorOf(await remove(api, id, posterOf(api, 'bob').token))).toMatchObject({
      code: 100,
      error_subcode: 33,
    })
    const bare = api.token({ user: 'anna' })
    expect(errorOf(await remove(api, id, bare))).toMatchObject({ status: 500, code: 10 })
  })
})

test('the 101st deletion in 24 hours is refused', async () => {
  await withApi(async (api) => {
    const anna = posterOf(api)
    const ids = []
    for (let count = 0; count < 101; count += 1) {
      ids.push(idOf(await anna.create(textOrder({ auto_publish_text: 'true' }))))
    }
    const replies = []
    for (const id of ids) replies.push(await remove(api, id, anna.token))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(100)
    const last = replies.at(-1)
    expect(last && errorOf(last)).toMatchObject({ code: 613, error_subcode: 4_279_002 })
    expect((await api.get('/me/threads', { access_token: anna.token })).json.data).toHaveLength(1)
  })
})
