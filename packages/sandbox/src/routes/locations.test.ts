import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { errorOf, withApi } from '../../test-support/api.ts'
import { person } from '../../test-support/reading.ts'
import { distanceKm, findPlace, PLACES } from '../locations/gazetteer.ts'

const names = (reply: { json: { data: readonly { name: string }[] } }) =>
  reply.json.data.map(({ name }) => name)

test('places are found by name, city or country', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const find = async (q: string) => names(await anna.get('/v1.0/location_search', { q }))
    expect(await find('hyde')).toEqual(['Hyde Park'])
    expect(await find('москва')).toEqual(['Парк Горького'])
    expect(await find('France')).toEqual(['Jardin du Luxembourg'])
    expect(await find('atlantis')).toEqual([])
    expect(names(await anna.get('/location_search', { query: 'hyde' }))).toEqual(['Hyde Park'])
    const [shown] = (await anna.get('/location_search', { q: 'hyde' })).json.data
    expect(shown).toEqual({ id: expect.stringMatching(/^\d+$/), name: 'Hyde Park' })
  })
})

test('places are found near a point, the nearest first', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const point = { latitude: '37.4838', longitude: '-122.1489' }
    const near = await anna.get('/location_search', point)
    expect(names(near)).toEqual(['Facebook Headquarters', 'Menlo Park, California', 'Golden Gate Park'])
    const named = await anna.get('/location_search', { ...point, q: 'park' })
    expect(names(named).slice(0, 3)).toEqual(names(near))
    expect(names(named)).toContain('Hyde Park')
    const nowhere = await anna.get('/location_search', { latitude: '0', longitude: '-150' })
    expect(nowhere.json).toEqual({ data: [] })
  })
})

test('a location is read by its id, with the asked-for fields', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const [{ id }] = (await anna.get('/location_search', { q: 'Facebook' })).json.data
    expect((await anna.get(`/v1.0/${id}`)).json).toEqual({ id })
    const fields = 'id,name,address,city,country,latitude,longitude,postal_code'
    expect((await anna.get(`/${id}`, { fields })).json).toEqual({
      id,
      name: 'Facebook Headquarters',
      address: '1 Hacker Way',
      city: 'Menlo Park',
      country: 'USA',
      latitude: 37.483_751_157_746_28,
      longitude: -122.148_921_318_436_17,
      postal_code: '94025',
    })
    expect(errorOf(await anna.get(`/${id}`, { fields: 'text' }))).toMatchObject({ code: 100 })
    expect(api.sandbox.requests.list().at(-1)?.endpoint).toBe('location')
  })
})

test('a search needs a name or a whole point', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    for (const params of [
      {},
      { latitude: '1' },
      { longitude: '1' },
      { latitude: '91', longitude: '0' },
      { latitude: 'x', longitude: '0' },
      { latitude: '0', longitude: '181' },
    ]) {
      expect(errorOf(await anna.get('/location_search', params))).toMatchObject({ status: 500, code: 100 })
    }
  })
})

test('with standard access only Menlo Park is found', async () => {
  await withApi(
    async (api) => {
      const anna = person(api)
      expect(names(await anna.get('/location_search', { q: 'park' }))).toEqual([
        'Facebook Headquarters',
        'Menlo Park, California',
      ])
      expect(names(await anna.get('/location_search', { q: 'hyde' }))).toEqual([])
    },
    { switches: { accessTier: 'standard' } },
  )
})

test('500 searches are allowed in 24 hours, and the publishing limit counts them', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const search = () => anna.get('/location_search', { q: 'hyde' })
    for (let index = 0; index < 500; index += 1) await search()
    const fields = 'location_search_quota_usage,location_search_config'
    expect((await anna.get('/me/threads_publishing_limit', { fields })).json.data).toEqual([
      {
        location_search_quota_usage: 500,
        location_search_config: { quota_total: 500, quota_duration: 86_400 },
      },
    ])
    expect(errorOf(await search())).toMatchObject({ status: 400 })
    api.sandbox.clock.advance('24h')
    expect((await search()).status).toBe(200)
  })
})

test('the scope is needed', async () => {
  await withApi(async (api) => {
    const access_token = api.token()
    for (const path of ['/location_search', `/${PLACES[0]?.id}`]) {
      expect(errorOf(await api.get(path, { q: 'hyde', access_token }))).toMatchObject({
        status: 500,
        code: 10,
      })
    }
  })
})

test('every place has an id of its own, and distances obey the triangle', () => {
  expect(new Set(PLACES.map(({ id }) => id)).size).toBe(PLACES.length)
  for (const place of PLACES) expect(findPlace(place.id)).toBe(place)
  const point = fc.record({
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  })
  fc.assert(
    fc.property(point, point, point, (a, b, c) => {
      expect(distanceKm(a, b)).toBeCloseTo(distanceKm(b, a), 6)
      expect(distanceKm(a, c)).toBeLessThanOrEqual(distanceKm(a, b) + distanceKm(b, c) + 1e-3)
    }),
  )
})
