import { expect, test } from 'vitest'
import { errorOf, withApi } from '../../test-support/api.ts'

const ALL_FIELDS =
  'id,username,name,threads_profile_picture_url,threads_biography,is_verified,is_eligible_for_geo_gating,recently_searched_keywords'

test('without fields only the id comes', async () => {
  await withApi(async ({ sandbox, token, get }) => {
    const { json } = await get('/me', { access_token: token() })
    expect(json).toEqual({ id: sandbox.users.list()[0]?.id })
  })
})

test('the asked-for fields come in their order, and those without a value are left out', async () => {
  await withApi(async ({ token, get }) => {
    const { json } = await get('/me', { fields: ALL_FIELDS, access_token: token() })
    expect(Object.keys(json)).toEqual([
      'id',
      'username',
      'threads_profile_picture_url',
      'is_verified',
      'is_eligible_for_geo_gating',
    ])
  })
})

test('everything that a user has is shown, and the picture can be fetched', async () => {
  await withApi(async ({ sandbox, token, get, send }) => {
    sandbox.users.put({ username: 'anna', name: 'Anna', biography: 'Here.', verified: true })
    const { json } = await get('/me', { fields: ALL_FIELDS, access_token: token() })
    expect(json).toMatchObject({
      username: 'anna',
      name: 'Anna',
      threads_biography: 'Here.',
      is_verified: true,
    })
    const picture = await send(new URL(json.threads_profile_picture_url).pathname, {})
    expect(picture.headers.get('content-type')).toBe('image/svg+xml')
    expect(picture.text).toMatch(/^<svg .*>A<\/text>/s)
  })
})

test('the id comes even when it is not asked for', async () => {
  await withApi(async ({ token, get }) => {
    const { json } = await get('/me', { fields: 'username', access_token: token() })
    expect(Object.keys(json)).toEqual(['username', 'id'])
  })
})

test('an unknown field is an error that names it', async () => {
  await withApi(async ({ token, get }) => {
    const access_token = token()
    for (const field of ['followers_count', 'constructor', '__proto__']) {
      const reply = await get('/me', { fields: `id,${field}`, access_token })
      expect(errorOf(reply)).toEqual({ status: 500, type: 'THApiException', code: 100 })
      expect(reply.json.error.message).toContain(`Tried accessing nonexisting field (${field})`)
    }
  })
})

test('the token’s own id is the same as me; another’s, and an unknown one, do not exist (100/33)', async () => {
  await withApi(async ({ sandbox, token, get }) => {
    const access_token = token()
    const other = sandbox.users.put({ username: 'bob' })
    const own = sandbox.users.list()[0]?.id ?? ''
    expect((await get(`/${own}`, { access_token })).json).toEqual({ id: own })
    for (const id of [other.id, '17889615691921648']) {
      const reply = await get(`/v1.0/${id}`, { access_token })
      expect(errorOf(reply)).toEqual({ status: 400, type: 'THApiException', code: 100, error_subcode: 33 })
      expect(reply.json.error.message).toMatch(
        `Unsupported get request. Object with ID '${id}' does not exist`,
      )
    }
  })
})
