import { describe, expect, it } from 'vitest'
import { type ConfigFlags, isLoopbackApi, parseConfig } from './config.ts'
import { ConfigError } from './config-error.ts'
import type { RawEnv } from './env.ts'
import type { Place } from './folders.ts'

const LINUX: Place = { platform: 'linux', homeDir: '/home/anna', tempDir: '/tmp', userId: 1000 }

const parse = (raw: RawEnv = {}, flags?: ConfigFlags) => parseConfig(raw, LINUX, flags)

function errorOf(raw: RawEnv, flags?: ConfigFlags): ConfigError {
  try {
    parse(raw, flags)
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

it('with nothing set everything has its default', () => {
  expect(parse()).toEqual({
    dataDir: '/home/anna/.local/share/everthread',
    dataDirNamed: false,
    runtimeDir: '/tmp/everthread-1000',
    lockFolders: ['/tmp/everthread-1000'],
    host: '127.0.0.1',
    port: 4280,
    language: 'en',
    apiBaseUrl: 'https://graph.threads.net',
    authorizeUrl: 'https://www.threads.com/oauth/authorize',
    proxies: {},
    inCi: false,
    colour: { noColor: false, forceColor: false },
  })
})

describe('the API', () => {
  it.each([
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://localhost:8080/', 'http://localhost:8080'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    ['https://proxy.example/threads//', 'https://proxy.example/threads'],
  ])('may be another one: %s', (url, apiBaseUrl) => {
    const authorizeUrl = `${apiBaseUrl}/oauth/authorize`
    expect(parse({ THREADS_API_BASE_URL: url })).toMatchObject({ apiBaseUrl, authorizeUrl })
    expect(parse({ THREADS_API_BASE_URL: 'ftp://not.looked.at' }, { apiUrl: url })).toMatchObject({
      apiBaseUrl,
    })
  })

  it('that is Meta’s, with a slash or a path, keeps Meta’s login window', () => {
    for (const url of ['https://graph.threads.net/', 'https://graph.threads.net/v1.0']) {
      expect(parse({ THREADS_API_BASE_URL: url }).authorizeUrl).toBe(
        'https://www.threads.com/oauth/authorize',
      )
    }
  })

  it('has the login window that is named', () => {
    const THREADS_AUTHORIZE_URL = 'http://localhost:1/login'
    expect(parse({ THREADS_AUTHORIZE_URL }).authorizeUrl).toBe(THREADS_AUTHORIZE_URL)
  })

  it.each([
    'http://graph.threads.net',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com:80',
    'http://10.0.0.1',
    'http://[::2]',
  ])('in the clear is refused beyond loopback: %s', (url) => {
    expect(errorOf({ THREADS_API_BASE_URL: url })).toMatchObject({
      setting: 'THREADS_API_BASE_URL',
      message: expect.stringMatching(/^THREADS_API_BASE_URL must begin with https:.*and is http:/),
    })
    expect(errorOf({ THREADS_AUTHORIZE_URL: url }).setting).toBe('THREADS_AUTHORIZE_URL')
    expect(errorOf({}, { apiUrl: url }).setting).toBe('--api-url')
  })

  it.each(['graph.threads.net', 'ftp://graph.threads.net', '/v1.0', 'file:///etc', 'https://'])(
    'that is no URL is quoted: %s',
    (url) => {
      expect(errorOf({ THREADS_API_BASE_URL: url }).message).toContain(`and is "${url}"`)
    },
  )

  it.each([
    'https://anna:hunter2@graph.threads.net',
    'https://graph.threads.net?access_token=hunter2',
    'https://graph.threads.net/#hunter2',
  ])('with a secret in its URL is refused without repeating it', (url) => {
    const { message } = errorOf({ THREADS_API_BASE_URL: url })
    expect(message).toContain('graph.threads.net')
    expect(message).not.toContain('hunter2')
  })

  it('that is in truth a token, put under the wrong name, is not repeated', () => {
    for (const secret of ['THAAQhunter2', `hunter2${'x'.repeat(40)}`, 'TH|123|hunter2']) {
      const { message } = errorOf({ THREADS_API_BASE_URL: secret })
      expect(message).not.toContain('hunter2')
      expect(message).toContain(`${secret.length} characters`)
    }
  })

  it('is known to be on this machine or not', () => {
    expect(isLoopbackApi({ apiBaseUrl: 'http://127.0.0.1:1' })).toBe(true)
    expect(isLoopbackApi({ apiBaseUrl: 'https://graph.threads.net' })).toBe(false)
  })
})

describe('the service', () => {
  it.each([
    ['0', 0],
    ['65535', 65_535],
  ])('listens on port %s', (text, port) => {
    expect(parse({ EVERTHREAD_PORT: text }).port).toBe(port)
  })

  it.each(['65536', '-1', '80.5', '0x50', '1e3', 'http', ' 80', '99999999999999999999'])(
    'refuses the port %j',
    (text) => {
      const { message } = errorOf({ EVERTHREAD_PORT: text })
      expect(message).toBe(`EVERTHREAD_PORT must be a number from 0 to 65535, and is ${JSON.stringify(text)}`)
    },
  )

  it.each(['0.0.0.0', '::', '::1', 'localhost', 'keeper-1.lan'])('listens on %s', (host) => {
    expect(parse({ EVERTHREAD_HOST: host }).host).toBe(host)
  })

  it.each(['http://localhost', 'localhost:80', '[::1]', 'a b', '-x', '*', ':::'])(
    'refuses the host %j',
    (host) => {
      expect(errorOf({ EVERTHREAD_HOST: host }).message).toContain(`and is ${JSON.stringify(host)}`)
    },
  )

  it('may be reached by http where its owner says so', () => {
    expect(parse({ EVERTHREAD_PUBLIC_URL: 'http://192.168.1.5:4280/' }).publicUrl).toBe(
      'http://192.168.1.5:4280',
    )
    expect(errorOf({ EVERTHREAD_PUBLIC_URL: 'keeper.lan' }).setting).toBe('EVERTHREAD_PUBLIC_URL')
  })

  it('does not pass over a database that it would not use, nor repeat its password', () => {
    const { message } = errorOf({ EVERTHREAD_DATABASE_URL: 'postgres://anna:hunter2@db/x' })
    expect(message).toMatch(/^EVERTHREAD_DATABASE_URL .*unset it$/)
    expect(message).not.toContain('hunter2')
  })
})

describe('the language', () => {
  it('is the one that was asked for, else the locale’s, else English', () => {
    expect(parse({ EVERTHREAD_LANG: 'ru' }, { lang: 'en' }).language).toBe('en')
    expect(parse({ EVERTHREAD_LANG: 'ru', LANG: 'de_DE' }).language).toBe('ru')
    expect(parse({ LC_ALL: 'ru_RU.UTF-8', LANG: 'en_US' }).language).toBe('ru')
    expect(parse({ LC_MESSAGES: 'ru', LANG: 'en_US' }).language).toBe('ru')
    expect(parse({ LANG: 'de_DE' }).language).toBe('en')
  })

  it('that there is not is refused, by the name under which it came', () => {
    expect(errorOf({ EVERTHREAD_LANG: 'fr' }).message).toBe('EVERTHREAD_LANG must be en or ru, and is "fr"')
    expect(errorOf({}, { lang: 'fr' }).setting).toBe('--lang')
  })
})

it('a named data folder wins and is known to be named', () => {
  const raw: RawEnv = { EVERTHREAD_DATA: '/srv/a', XDG_DATA_HOME: '/data' }
  expect(parse(raw)).toMatchObject({ dataDir: '/srv/a', dataDirNamed: true })
  expect(parse(raw, { data: '/srv/b' })).toMatchObject({ dataDir: '/srv/b', dataDirNamed: true })
  expect(errorOf({}, { data: '' }).setting).toBe('--data')
})

it('proxies are taken in both cases, the lower one first', () => {
  expect(
    parse({ HTTPS_PROXY: 'http://a', https_proxy: 'http://b', HTTP_PROXY: 'http://c', no_proxy: 'lan' })
      .proxies,
  ).toEqual({ httpsProxy: 'http://b', httpProxy: 'http://c', noProxy: 'lan' })
})

it('CI, colour and crash points are taken as their authors define them', () => {
  expect(parse({ CI: 'true' }).inCi).toBe(true)
  expect(parse({ CI: 'false' }).inCi).toBe(false)
  expect(parse({ NO_COLOR: '0' }).colour).toEqual({ noColor: true, forceColor: false })
  expect(parse({ FORCE_COLOR: '0' }).colour.forceColor).toBe(false)
  expect(parse({ FORCE_COLOR: '1' }).colour.forceColor).toBe(true)
  expect(parse({ EVERTHREAD_CRASH_AT: 'token-proven:2' }).crashAt).toBe('token-proven:2')
})
