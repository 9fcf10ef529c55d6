import { expect, test } from 'vitest'
import { type Api, errorOf, type Params, withApi } from '../../test-support/api.ts'
import { filmFile } from '../../test-support/film-file.ts'
import { type Files, type MediaServer, withMedia } from '../../test-support/media-server.ts'
import { jpegFile, pngFile } from '../../test-support/picture-file.ts'
import { type Poster, posterOf } from '../../test-support/publishing.ts'
import { type Fault, fault } from '../faults/fault.ts'

interface Stage {
  readonly api: Api
  readonly anna: Poster
  readonly image: (name: string, more?: Params) => Params
  readonly video: (name: string, more?: Params) => Params
}

/** Anna, and a web with files on it. */
async function onStage(use: (stage: Stage) => Promise<void>, files: Files = {}): Promise<void> {
  await withApi(async (api) => {
    const play = async ({ url }: MediaServer): Promise<void> =>
      use({
        api,
        anna: posterOf(api),
        image: (name, more) => ({ media_type: 'IMAGE', image_url: url(name), ...more }),
        video: (name, more) => ({ media_type: 'VIDEO', video_url: url(name), ...more }),
      })
    await withMedia(play, files)
  })
}

test('a picture is worked on for 2 to 5 seconds, a film for 25 to 40, a text not at all', async () => {
  await onStage(async ({ api, anna, image, video }) => {
    const text = await anna.container({ media_type: 'TEXT', text: 'x' })
    const picture = await anna.container(image('picture.png'))
    const film = await anna.container(video('film.mp4'))
    const statuses = async () => {
      const replies = [await anna.status(text), await anna.status(picture), await anna.status(film)]
      return replies.map((reply) => reply.json.status)
    }
    const seen = [await statuses()]
    for (const step of ['1999ms', '3001ms', '19999ms', '15001ms']) {
      api.sandbox.clock.advance(step)
      seen.push(await statuses())
    }
    expect(seen).toEqual([
      ['FINISHED', 'IN_PROGRESS', 'IN_PROGRESS'],
      ['FINISHED', 'IN_PROGRESS', 'IN_PROGRESS'],
      ['FINISHED', 'FINISHED', 'IN_PROGRESS'],
      ['FINISHED', 'FINISHED', 'IN_PROGRESS'],
      ['FINISHED', 'FINISHED', 'FINISHED'],
    ])
  })
})

test('a picture and a film are published, and their files are served', async () => {
  const files = { 'photo.jpg': jpegFile({ width: 800, height: 600 }) }
  await onStage(async ({ api, anna, image, video }) => {
    for (const [order, type] of [
      [image('photo.jpg', { alt_text: 'A hill', is_spoiler_media: 'true' }), 'image/jpeg'],
      [video('film.mp4', { alt_text: 'A hill' }), 'video/mp4'],
    ] as const) {
      const id = await anna.post(order)
      const { json } = await api.get(`/${id}`, {
        access_token: anna.token,
        fields: 'media_type,media_url,alt_text,is_spoiler_media',
      })
      expect(json).toMatchObject({ media_type: order.media_type, alt_text: 'A hill' })
      expect(json.is_spoiler_media).toBe(order.media_type === 'IMAGE')
      const file = await fetch(json.media_url)
      expect([file.status, file.headers.get('content-type')]).toEqual([200, type])
    }
  }, files)
})

test('what cannot be fetched is refused at once (1/2207052)', async () => {
  const files: Files = {
    forbidden: (_, response) => response.writeHead(403).end(),
    cut: (_, response) =>
      response.writeHead(200, { 'content-length': '9' }).write('x', () => response.destroy()),
  }
  await onStage(async ({ anna, image, video }) => {
    const nowhere = 'http://127.0.0.1:1/x.png'
    const orders = [
      image('nothing.png'),
      video('forbidden'),
      image('cut'),
      { media_type: 'IMAGE', image_url: nowhere },
    ]
    for (const order of orders) {
      const reply = await anna.create(order)
      const url = order.image_url ?? order.video_url
      expect(errorOf(reply)).toEqual({
        status: 400,
        code: 1,
        error_subcode: 2_207_052,
        type: 'OAuthException',
      })
      expect(reply.json.error).toMatchObject({
        error_user_title: 'Media download has failed.',
        error_user_msg: `The media could not be fetched from this URI: ${url}`,
      })
    }
  }, files)
})

type WrongFile = readonly [
  name: string,
  kind: 'image' | 'video',
  file: NonNullable<Files[string]>,
  failure: string,
]

const WRONG_FILES: readonly WrongFile[] = [
  ['a web page for a picture', 'image', Buffer.from('<!doctype html>'), 'UNKNOWN'],
  ['a picture of 11:1', 'image', pngFile({ width: 1100, height: 100 }), 'INVALID_ASPEC_RATIO'],
  ['a picture for a film', 'video', pngFile({ width: 320, height: 320 }), 'FAILED_PROCESSING_VIDEO'],
  ['a film for a picture', 'image', filmFile(), 'UNKNOWN'],
  ['a film of six minutes', 'video', filmFile({ seconds: 360 }), 'INVALID_DURATION'],
  ['ten frames a second', 'video', filmFile({ frameRate: 10 }), 'INVALID_FRAME_RATE'],
  ['too much sound', 'video', filmFile({ audio: { bitRate: 320_000 } }), 'INVALID_BIT_RATE'],
  ['six channels', 'video', filmFile({ audio: { channels: 6 } }), 'INVALID_AUDIO_CHANNELS'],
  ['MP3', 'video', filmFile({ audio: { objectType: 0x6b } }), 'FAILED_PROCESSING_AUDIO'],
  [
    'channels anyhow',
    'video',
    filmFile({ audio: { channelConfiguration: 0 } }),
    'INVALID_AUDIO_CHANNEL_LAYOUT',
  ],
  ['a strip too thin', 'video', filmFile({ width: 1, height: 1000 }), 'INVALID_ASPEC_RATIO'],
  [
    'a film that breaks off',
    'video',
    (_, response) => response.writeHead(200, { 'content-length': '9' }).write('x', () => response.destroy()),
    'FAILED_DOWNLOADING_VIDEO',
  ],
]

test('what is wrong with a file shows in its container', async () => {
  const files = Object.fromEntries(WRONG_FILES.map(([name, , file]) => [encodeURIComponent(name), file]))
  await onStage(async ({ api, anna, image, video }) => {
    for (const [name, kind, , failure] of WRONG_FILES) {
      const address = encodeURIComponent(name)
      const id = await anna.container(kind === 'image' ? image(address) : video(address))
      expect((await anna.status(id)).json).toEqual({ id, status: 'IN_PROGRESS' })
      api.sandbox.clock.advance('40s')
      expect([name, (await anna.status(id)).json]).toEqual([
        name,
        { id, status: 'ERROR', error_message: failure },
      ])
      expect((await anna.status(id, 'status')).json).toEqual({ id, status: 'ERROR' })
      expect(errorOf(await anna.publish(id))).toMatchObject({ code: 24, error_subcode: 4_279_009 })
    }
  }, files)
})

test('a fault makes the next container fail as it is told, and the same bytes succeed the next time', async () => {
  await onStage(async ({ api, anna, video }) => {
    const orders: readonly Fault[] = [fault.failedContainer(), fault.failedContainer('INVALID_BIT_RATE')]
    for (const order of orders) api.sandbox.faults.add({ endpoint: 'create_container', fault: order })
    const ids = []
    for (let count = 0; count < 3; count += 1) ids.push(await anna.container(video('film.mp4')))
    api.sandbox.clock.advance('40s')
    const results = []
    for (const id of ids) results.push((await anna.status(id, 'error_message')).json.error_message)
    expect(results).toEqual(['FAILED_PROCESSING_VIDEO', 'INVALID_BIT_RATE', undefined])
  })
})

test('a fault for containers is refused where no container is made, and with a failure that Meta does not have', async () => {
  await withApi(async ({ control }) => {
    const orders = [
      { endpoint: 'publish', fault: { kind: 'container', failure: 'UNKNOWN' } },
      { endpoint: 'create_container', fault: { kind: 'container', failure: 'INVALID_ASPECT_RATIO' } },
      { endpoint: 'create_container', fault: { kind: 'container' } },
    ]
    for (const order of orders) expect((await control('faults', order)).status).toBe(400)
  })
})

/** Ready children. */
async function childrenFor({ api, anna, image, video }: Stage, count: number): Promise<string[]> {
  const ids = []
  for (let child = 0; child < count; child += 1) {
    const order = child === 1 ? video('film.mp4') : image('picture.png', { alt_text: `Number ${child}` })
    ids.push(await anna.container({ ...order, is_carousel_item: 'true' }))
  }
  api.sandbox.clock.advance('40s')
  return ids
}

test('a carousel takes a while of its own, keeps the order, and is published with its children', async () => {
  await onStage(async (stage) => {
    const { api, anna } = stage
    const ids = await childrenFor(stage, 3)
    const parent = await anna.container({ media_type: 'CAROUSEL', children: ids.join(','), text: 'Three' })
    expect((await anna.status(parent)).json.status).toBe('IN_PROGRESS')
    expect(errorOf(await anna.publish(parent))).toMatchObject({ code: 24, error_subcode: 4_279_009 })
    api.sandbox.clock.advance('3s')
    expect((await anna.status(parent)).json.status).toBe('FINISHED')
    const { id } = (await anna.publish(parent)).json
    for (const container of [parent, ...ids])
      expect((await anna.status(container)).json.status).toBe('PUBLISHED')
    const { json } = await api.get(`/${id}`, {
      access_token: anna.token,
      fields: 'media_type,children{alt_text,media_type}',
    })
    expect(json.media_type).toBe('CAROUSEL_ALBUM')
    expect(json.children.data).toMatchObject([
      { alt_text: 'Number 0', media_type: 'IMAGE' },
      { media_type: 'VIDEO' },
      { alt_text: 'Number 2' },
    ])
    for (const child of json.children.data) expect(ids).not.toContain(child.id)
  })
})

test('children that are none, not ready, not one’s own or too old are named (100/4279004); so is a wrong number', async () => {
  await onStage(async (stage) => {
    const { api, anna, image } = stage
    const [good = '', other = ''] = await childrenFor(stage, 2)
    const young = await anna.container(image('picture.png', { is_carousel_item: 'true' }))
    const single = await anna.container(image('picture.png'))
    const bobs = await posterOf(api, 'bob').container(image('picture.png', { is_carousel_item: 'true' }))
    const invalid = async (children: readonly string[], named = children) => {
      const reply = await anna.create({ media_type: 'CAROUSEL', children: children.join(',') })
      expect(errorOf(reply)).toEqual({
        status: 400,
        code: 100,
        error_subcode: 4_279_004,
        type: 'OAuthException',
      })
      expect(reply.json.error.error_user_msg).toBe(
        `The children with IDs ${named.join(', ')} are invalid, nonexistent, or expired.`,
      )
    }
    await invalid([good, young], [young])
    api.sandbox.clock.advance('5s')
    await invalid([good, single, bobs, '1', 'x'], [single, bobs, '1', 'x'])
    await invalid([good])
    await invalid([good, good])
    await invalid(Array.from({ length: 21 }, () => good))
    api.sandbox.clock.advance('24h')
    await invalid([good, other])
  })
})
