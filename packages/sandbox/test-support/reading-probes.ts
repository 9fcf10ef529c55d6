/** What the switches of reading decide, observed from outside: each must differ between the positions of its switch. */
import { PLACES } from '../src/locations/gazetteer.ts'
import type { READING_SWITCHES } from '../src/switches/reading-switches.ts'
import { type Api, errorOf, type Params } from './api.ts'
import { idsOf, person } from './reading.ts'

type Probe = (api: Api) => Promise<unknown>

const statusWith = async (
  api: Api,
  scope: 'threads_read_replies' | 'threads_manage_replies',
  path: string,
) => {
  const id = person(api).publish({ reply_approvals: true })
  const access_token = api.token({ user: 'anna', scopes: ['threads_basic', scope] })
  return (await api.get(path.replace('{id}', id), { access_token })).status
}

/** Anna searches for tea; she and Bob have written of it. */
async function searchTea(api: Api, params: Params = {}) {
  const anna = person(api)
  anna.publish({ text: 'green tea', topic_tag: 'Tea' })
  person(api, 'bob').publish({ text: 'green tea' })
  return anna.get('/keyword_search', { q: 'tea', ...params })
}

const demographics = async (api: Api, followers: number) => {
  const anna = person(api, 'anna', { followers })
  const reply = await anna.get('/me/threads_insights', { metric: 'follower_demographics', breakdown: 'age' })
  return [reply.status, reply.json.data?.[0]?.period]
}

export const READING_PROBES: Readonly<Record<keyof typeof READING_SWITCHES, Probe>> = {
  accessTier: async (api) => {
    const id = person(api, 'carl', { tester: false }).publish()
    return (await person(api).get(`/${id}`)).status
  },
  standardAccessSearch: async (api) => {
    api.sandbox.switches.set({ accessTier: 'standard' })
    return (await searchTea(api)).status
  },
  permalinkLag: async (api) => {
    const anna = person(api)
    return typeof (await anna.get(`/${anna.publish()}`, { fields: 'permalink' })).json.permalink
  },
  limitOver100: async (api) => (await person(api).get('/me/threads', { limit: '101' })).status,
  ghostPostsInThreads: async (api) => {
    const anna = person(api)
    anna.publish({ ghost: true })
    return idsOf(await anna.get('/me/threads')).length
  },
  pendingRepliesScope: (api) => statusWith(api, 'threads_read_replies', '/{id}/pending_replies'),
  managePendingReplyScope: async (api) => {
    const anna = person(api)
    const id = person(api, 'bob').publish({ reply_to: anna.publish({ reply_approvals: true }) })
    const access_token = api.token({ user: 'anna', scopes: ['threads_basic', 'threads_manage_replies'] })
    return (await api.post(`/${id}/manage_pending_reply`, { approve: 'true', access_token })).status
  },
  locationScope: async (api) => (await api.get(`/${PLACES[0]?.id}`, { access_token: api.token() })).status,
  searchLimit: async (api) => {
    const anna = person(api)
    for (let index = 0; index < 60; index += 1) anna.publish({ text: 'tea' })
    return idsOf(await anna.get('/keyword_search', { q: 'tea', limit: '100' })).length
  },
  searchFields: async (api) =>
    Object.keys((await searchTea(api, { fields: 'topic_tag,shortcode' })).json.data[0]),
  searchMediaType: async (api) => (await searchTea(api, { fields: 'media_type' })).json.data[0].media_type,
  searchAuthorFilter: async (api) => idsOf(await searchTea(api, { author_username: 'bob' })).length,
  searchSeveralWords: async (api) => idsOf(await searchTea(api, { q: 'green tea' })).length,
  locationSearchId: async (api) =>
    typeof (await person(api).get('/location_search', { q: 'hyde' })).json.data[0].id,
  insightsNeedPeriod: async (api) =>
    errorOf(await person(api).get('/me/threads_insights', { metric: 'likes' })),
  demographicsPeriod: (api) => demographics(api, 1000),
  demographicsBelow100: (api) => demographics(api, 99),
}
