import { expect, test } from 'vitest'
import { errorOf, withApi } from '../../test-support/api.ts'
import { person } from '../../test-support/reading.ts'

test('a public post is embedded without a token, with its text escaped', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const id = anna.publish({ text: 'a < b & "c"' })
    const { permalink, shortcode } = (await anna.get(`/${id}`, { fields: 'permalink,shortcode' })).json
    const { json, status } = await api.get('/v1.0/oembed', { url: permalink })
    expect(status).toBe(200)
    expect(json).toEqual({
      version: '1.0',
      provider_name: 'Threads',
      provider_url: 'https://www.threads.net/',
      type: 'rich',
      width: 658,
      html: json.html,
    })
    expect(json.html).toMatch(/^<blockquote class="text-post-media" data-text-post-permalink="https:/)
    expect(json.html).toContain('a &lt; b &amp; &quot;c&quot;')
    expect(json.html).toContain('<script async src="https://www.threads.net/embed.js"></script>')
    for (const url of [
      permalink.replace('.com', '.net'),
      permalink.replace('www.', ''),
      `${permalink}/?utm=1`,
      `https://www.threads.net/t/${shortcode}`,
    ]) {
      expect([url, (await api.get('/oembed', { url })).json.html]).toEqual([url, json.html])
    }
  })
})

test('maxwidth goes from 320 to 658', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const url = (await anna.get(`/${anna.publish()}`, { fields: 'permalink' })).json.permalink
    expect((await api.get('/oembed', { url, maxwidth: '320' })).json.width).toBe(320)
    for (const maxwidth of ['319', '659', 'wide', '-1']) {
      expect(errorOf(await api.get('/oembed', { url, maxwidth }))).toMatchObject({ code: 100 })
    }
  })
})

test('what not everybody may see, and what is no permalink, cannot be embedded', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    const shy = person(api, 'shy', { private: true })
    const url = async (who: typeof anna, id: string) =>
      (await who.get(`/${id}`, { fields: 'permalink' })).json.permalink
    const ghost = anna.publish({ ghost: true })
    const ghostUrl = await url(anna, ghost)
    expect((await api.get('/oembed', { url: ghostUrl })).status).toBe(200)
    api.sandbox.clock.advance('24h')
    for (const wrong of [
      ghostUrl,
      await url(shy, shy.publish()),
      await url(anna, anna.publish({ countries: ['US'] })),
      await url(anna, anna.publish({ repost: anna.publish() })),
      (await url(anna, anna.publish())).replace('@anna', '@bob'),
      'https://www.threads.com/@anna/post/DAAAAAAAAAA',
      'https://example.com/',
      'nonsense',
    ]) {
      expect([wrong, errorOf(await api.get('/oembed', { url: wrong }))]).toEqual([
        wrong,
        { status: 400, type: 'THApiException', code: 100 },
      ])
    }
    expect(errorOf(await api.get('/oembed'))).toMatchObject({ code: 100 })
  })
})
