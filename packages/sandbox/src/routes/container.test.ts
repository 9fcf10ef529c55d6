import { expect, test } from 'vitest'
import { errorOf, withApi } from '../../test-support/api.ts'
import { posterOf, textOrder } from '../../test-support/publishing.ts'

test('a container shows its id and its status, and nothing else', async () => {
  await withApi(async (api) => {
    const anna = posterOf(api)
    const id = await anna.container(textOrder())
    const read = (fields?: string) =>
      api.get(`/${id}`, { access_token: anna.token, ...(fields && { fields }) })
    expect((await read()).json).toEqual({ id, status: 'FINISHED' })
    expect((await read('id')).json).toEqual({ id })
    expect((await read('error_message')).json).toEqual({ id })
    const unknown = await read('text')
    expect(unknown.json.error).toMatchObject({ code: 100, type: 'THApiException' })
    expect(api.sandbox.requests.list().at(-1)).toMatchObject({ endpoint: 'container' })
  })
})

test('a container that was not published expires after 24 hours, one that was stays PUBLISHED', async () => {
  await withApi(async (api) => {
    const anna = posterOf(api)
    const [left, out] = [await anna.container(textOrder()), await anna.container(textOrder())]
    expect((await anna.publish(out)).status).toBe(200)
    api.sandbox.clock.advance('23h59m59s')
    expect((await anna.status(left)).json.status).toBe('FINISHED')
    api.sandbox.clock.advance('1s')
    expect((await anna.status(left)).json).toEqual({ id: left, status: 'EXPIRED' })
    expect((await anna.status(out)).json.status).toBe('PUBLISHED')
    expect(errorOf(await anna.publish(left))).toMatchObject({ code: 24, error_subcode: 4_279_009 })
  })
})

test('somebody else’s container does not exist (100/33), and none can be deleted', async () => {
  await withApi(async (api) => {
    const [anna, bob] = [posterOf(api), posterOf(api, 'bob')]
    const id = await anna.container(textOrder())
    expect(errorOf(await bob.status(id))).toMatchObject({ status: 400, code: 100, error_subcode: 33 })
    const reply = await api.send(`/${id}?access_token=${anna.token}`, { method: 'DELETE' })
    expect(errorOf(reply)).toMatchObject({ status: 400, code: 100, error_subcode: 33 })
  })
})
