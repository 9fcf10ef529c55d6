/** What the switches of publishing decide, observed from outside: each must differ between the positions of its switch. */
import type { PUBLISHING_SWITCHES } from '../src/switches/publishing-switches.ts'
import type { Api, Params, Reply } from './api.ts'
import { filmFile } from './film-file.ts'
import { pngFile } from './picture-file.ts'
import { idOf, posterOf, textOrder } from './publishing.ts'

type Probe = (api: Api) => Promise<unknown>

/** Longer than the duration that each such switch is tried with. */
const LONG = '24h'

/** What creating this says: the error, or that it went well. */
async function creating(api: Api, params: Params): Promise<unknown> {
  const { status, json } = await posterOf(api).create(params)
  return json.error ? [status, json.error.code, json.error.message] : status
}

/** What anna's text post shows in these fields. */
async function shown(api: Api, params: Params, fields: string): Promise<unknown> {
  const anna = posterOf(api)
  const id = await anna.post(textOrder(params))
  return Object.keys((await api.get(`/${id}`, { access_token: anna.token, fields })).json)
}

/** Some of a quota's usage, after a post, a reply or a repost. */
async function postsUsed(api: Api, act: (root: string) => Promise<unknown>): Promise<unknown> {
  const anna = posterOf(api)
  await act(await anna.post(textOrder()))
  const limit = await api.get('/me/threads_publishing_limit', { access_token: anna.token })
  return limit.json.data[0].quota_usage
}

const twice = async (api: Api): Promise<Reply> => {
  const anna = posterOf(api)
  const container = await anna.container(textOrder())
  const first = idOf(await anna.publish(container))
  const second = await anna.publish(container)
  return { ...second, text: second.json.id === first ? 'the same' : 'another' }
}

const remove = (api: Api, id: string) =>
  api.send(`/${id}?access_token=${posterOf(api).token}`, { method: 'DELETE' })

const repost = async (api: Api, id: string): Promise<string> =>
  idOf(await api.post(`/${id}/repost`, { access_token: posterOf(api).token }))

/** Once with a file that lies on this machine, so that somebody must serve it: here the sandbox itself. */
async function onLoopback(api: Api): Promise<unknown> {
  return creating(api, { media_type: 'IMAGE', image_url: `${api.sandbox.url}/favicon.ico` })
}

export const PUBLISHING_PROBES: Readonly<Record<keyof typeof PUBLISHING_SWITCHES, Probe>> = {
  doublePublish: async (api) => {
    const { status, text } = await twice(api)
    return [status, text]
  },
  unpublishableCode: async (api) => (await twice(api)).json.error.code,
  containerPropagation: async (api) => {
    const anna = posterOf(api)
    return (await anna.status(await anna.container(textOrder()))).status
  },
  publishRace: async (api) => {
    const anna = posterOf(api)
    return (await anna.publish(await anna.container(textOrder()))).status
  },
  replyPropagation: async (api) => {
    const anna = posterOf(api)
    const reply_to_id = await anna.post(textOrder())
    const early = (await anna.create(textOrder({ reply_to_id }))).status
    api.sandbox.clock.advance(LONG)
    return [early, (await anna.create(textOrder({ reply_to_id }))).status]
  },
  quotaExceededCode: async (api) => {
    const anna = posterOf(api)
    const used = Array.from({ length: 250 }, () => anna.create(textOrder({ auto_publish_text: 'true' })))
    await Promise.all(used)
    return (await anna.create(textOrder({ auto_publish_text: 'true' }))).json.error.code
  },
  repliesCountAsPosts: (api) =>
    postsUsed(api, (root) => posterOf(api).post(textOrder({ reply_to_id: root }))),
  repostsCountAsPosts: (api) => postsUsed(api, (root) => repost(api, root)),
  deletingFreesQuota: (api) => postsUsed(api, (root) => remove(api, root)),
  deleteRepost: async (api) =>
    (await remove(api, await repost(api, await posterOf(api).post(textOrder())))).status,
  strictPunctuation: (api) => creating(api, textOrder({ text: `${'a'.repeat(495)}’’’` })),
  offsetUnit: async (api) => {
    const ranges = [2, 4, 8].map((length) => ({ entity_type: 'SPOILER', offset: 0, length }))
    const anna = posterOf(api)
    const id = await anna.post(textOrder({ text: '😀😀', text_entities: JSON.stringify(ranges) }))
    const { json } = await api.get(`/${id}`, { access_token: anna.token, fields: 'text_entities' })
    return json.text_entities.data.length
  },
  forbiddenCombinations: (api) => {
    const poll_attachment = '{"option_a":"a","option_b":"b"}'
    const params = textOrder({ poll_attachment, link_attachment: 'https://a.example/' })
    return shown(api, params, 'poll_attachment,link_attachment_url').catch(() => 'refused')
  },
  namedErrorCode: (api) => creating(api, textOrder({ allowlisted_country_codes: 'US' })),
  mediaTypeOmitted: (api) => creating(api, { image_url: 'https://a.example/picture' }),
  mediaTypeCase: (api) => creating(api, { media_type: 'text', text: 'x' }),
  childrenAsJson: async (api) => {
    const child = { media_type: 'IMAGE', image_url: 'https://a.example/picture', is_carousel_item: 'true' }
    const anna = posterOf(api)
    const children = JSON.stringify([await anna.container(child), await anna.container(child)])
    api.sandbox.clock.advance('5s')
    return creating(api, { media_type: 'CAROUSEL', children }).then((said) => said === 200)
  },
  linkAttachments: (api) => creating(api, textOrder({ link_attachment: 'https://a.example/gone' })),
  loopbackMedia: async (api) => (await onLoopback(api)) === 200,
  videoLayout: async (api) => {
    const anna = posterOf(api)
    const id = await anna.container({ media_type: 'VIDEO', video_url: 'https://a.example/film' })
    api.sandbox.clock.advance('40s')
    return (await anna.status(id)).json.status
  },
  crossReshareStatus: async (api) => {
    const anna = posterOf(api)
    const container = await anna.container(textOrder({ crossreshare_to_ig: 'true' }))
    return (await anna.publish(container)).json.crossreshare_to_ig_status
  },
}

type Fetch = typeof globalThis.fetch

/** The web of the probes: a picture, a film with its index last, and nothing else. */
export const fetchForProbes: Fetch = async (input, init) => {
  const { url } = new Request(input)
  switch (url) {
    case 'https://a.example/picture':
      return new Response(pngFile({ width: 320, height: 320 }))
    case 'https://a.example/film':
      return new Response(filmFile({ isIndexLast: true }))
    default:
      return url.startsWith('http://127.') ? globalThis.fetch(input, init) : new Response('', { status: 404 })
  }
}
