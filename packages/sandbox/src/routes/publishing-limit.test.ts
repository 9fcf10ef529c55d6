import { expect, test } from 'vitest'
import { errorOf, withApi } from '../../test-support/api.ts'
import { ALL_SCOPES, posterOf, textOrder } from '../../test-support/publishing.ts'

const DOCUMENTED =
  'quota_usage,config,reply_quota_usage,reply_config,delete_quota_usage,delete_config,location_search_quota_usage,location_search_config'

test('the limit shows what was used of each quota, and how much there is', async () => {
  await withApi(async (api) => {
    const anna = posterOf(api)
    const root = await anna.post(textOrder())
    await anna.post(textOrder({ reply_to_id: root }))
    await api.send(`/${root}?access_token=${anna.token}`, { method: 'DELETE' })
    await api.get('/location_search', { access_token: anna.token, q: 'Park' })
    const limit = await api.get('/me/threads_publishing_limit', {
      access_token: anna.token,
      fields: DOCUMENTED,
    })
    const config = (quota_total: number) => ({ quota_total, quota_duration: 86_400 })
    expect(limit.json).toEqual({
      data: [
        {
          quota_usage: 1,
          config: config(250),
          reply_quota_usage: 1,
          reply_config: config(1000),
          delete_quota_usage: 1,
          delete_config: config(100),
          location_search_quota_usage: 1,
          location_search_config: config(500),
        },
      ],
    })
  })
})

test('without fields there is only quota_usage, and each other quota takes its scope', async () => {
  await withApi(async (api) => {
    const { token } = posterOf(api, 'anna', ['threads_basic', 'threads_content_publish'])
    const read = (fields: string, access_token = token) =>
      api.get('/me/threads_publishing_limit', { access_token, fields })
    expect((await read('')).json).toEqual({ data: [{ quota_usage: 0 }] })
    expect((await read('quota_usage,config')).status).toBe(200)
    for (const field of [
      'reply_quota_usage',
      'delete_config',
      'location_search_config',
      'search_quota_usage',
    ]) {
      expect([field, errorOf(await read(field))]).toEqual([field, expect.objectContaining({ code: 10 })])
    }
    const searcher = posterOf(api, 'anna', [...ALL_SCOPES, 'threads_keyword_search']).token
    const search = await read('search_quota_usage,search_config', searcher)
    expect(search.json.data[0].search_config.quota_total).toBe(2200)
    expect((await read('quota')).json.error.code).toBe(100)
  })
})
