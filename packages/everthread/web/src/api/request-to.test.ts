import { expect, it } from 'vitest'
import { requestTo } from './request-to.ts'

it.each([
  ['/api/v1/accounts/:id', { param: { id: 'a 1/../b' } }, { url: '/api/v1/accounts/a%201%2F..%2Fb' }],
  [
    '/api/v1/posts',
    { query: { state: ['draft', 'held'], limit: '5' } },
    { url: '/api/v1/posts?state=draft&state=held&limit=5' },
  ],
  ['/api/v1/accounts', { query: { after: undefined } }, { url: '/api/v1/accounts' }],
  ['/api/v1/settings', { json: { app_id: '1' } }, { url: '/api/v1/settings', body: '{"app_id":"1"}' }],
])('a call of %s goes where its document says', (path, sent, request) => {
  expect(requestTo(path, sent)).toEqual(request)
})
