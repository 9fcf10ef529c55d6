import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { errorOf, withApi } from '../../test-support/api.ts'
import { multipartFields } from './multipart.ts'

test('every path works with and without /v1.0', async () => {
  await withApi(async ({ token, get }) => {
    const access_token = token({ age: '45d' })
    for (const version of ['', '/v1.0']) {
      expect((await get(`${version}/me`, { access_token })).status).toBe(200)
      expect((await get(`${version}/debug_token`, { access_token, input_token: access_token })).status).toBe(
        200,
      )
      const renewal = { grant_type: 'th_refresh_token', access_token }
      expect((await get(`${version}/refresh_access_token`, renewal)).status).toBe(200)
    }
  })
})

test('an unknown version and an unknown path are refused', async () => {
  await withApi(async ({ token, get }) => {
    for (const path of [
      '/v2.0/me',
      '/v1.1/me',
      '/v1.0',
      '/nothing',
      '/me/nothing',
      '/me/threads/1',
      '//',
      '/v1.0x/me',
    ]) {
      const reply = await get(path, { access_token: token() })
      expect(errorOf(reply)).toEqual({ status: 400, type: 'OAuthException', code: 2500 })
      expect(reply.json.error.message).toMatch(/^Unknown path components: \//)
    }
  })
})

test('a method that a path does not have is refused', async () => {
  await withApi(async ({ send }) => {
    for (const [path, method] of [
      ['/refresh_access_token', 'POST'],
      ['/me', 'POST'],
      ['/debug_token', 'DELETE'],
      ['/me', 'PATCH'],
    ] as const) {
      const reply = await send(path, { method })
      expect(errorOf(reply)).toEqual({ status: 400, type: 'THApiException', code: 100 })
    }
  })
})

test('the token may come in the query, in a form, as multipart or as a bearer header', async () => {
  await withApi(async ({ token, get, post, send }) => {
    const access_token = token()
    const multipart = new FormData()
    multipart.set('access_token', access_token)
    multipart.set('input_token', access_token)
    multipart.set('file', new Blob(['x']), 'x.txt')
    const query = new URLSearchParams({ input_token: access_token }).toString()
    const replies = [
      await get('/debug_token', { access_token, input_token: access_token }),
      await post('/debug_token', { access_token, input_token: access_token }),
      await post(`/debug_token?${query}`, { access_token }),
      await send('/debug_token', { method: 'POST', body: multipart }),
      await get(
        '/debug_token',
        { input_token: access_token },
        { headers: { authorization: `Bearer ${access_token}` } },
      ),
      await get(
        '/debug_token',
        { input_token: access_token },
        { headers: { authorization: `bearer  ${access_token} ` } },
      ),
    ]
    expect(replies.map((reply) => reply.json?.data?.is_valid)).toEqual(replies.map(() => true))
  })
})

test('a bearer header that is none counts as no token', async () => {
  await withApi(async ({ token, get }) => {
    for (const authorization of [`Basic ${token()}`, 'Bearer', 'Bearer a b', token()]) {
      expect(errorOf(await get('/me', {}, { headers: { authorization } }))).toMatchObject({ code: 104 })
    }
  })
})

test('bodies of another type have no parameters', async () => {
  await withApi(async ({ token, send }) => {
    const body = new URLSearchParams({ access_token: token(), input_token: 'x' }).toString()
    for (const type of [
      'text/plain',
      'application/octet-stream',
      'multipart/form-data',
      'application/json',
      ';',
    ]) {
      const reply = await send('/debug_token', { method: 'POST', body, headers: { 'content-type': type } })
      expect(errorOf(reply)).toMatchObject({ code: 104 })
    }
  })
})

test('what a form encodes as multipart is read back', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.string({ minLength: 1 }), fc.string({ unit: 'grapheme' })),
      async (fields) => {
        // Browsers rewrite line breaks and quotes in names, and lone line breaks in values: not what is tested here.
        const plain = Object.entries(fields).filter(
          ([name, value]) => !/["\r\n\\]/.test(name) && !/[\r\n]/.test(value),
        )
        const form = new FormData()
        for (const [name, value] of plain) form.set(name, value)
        const encoded = new Response(form)
        const body = Buffer.from(await encoded.arrayBuffer())
        expect(multipartFields(encoded.headers.get('content-type') ?? '', body)).toEqual([...form.entries()])
      },
    ),
    { numRuns: 50 },
  )
})
