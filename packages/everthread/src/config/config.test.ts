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

/** Everything that a sentence can be made of. */
function told({ message, given }: ConfigError): string {
  return `${message} ${JSON.stringify(given)}`
}

it('with nothing set everything has its default', () => {
  expect(parse()).toEqual({
    dataDir: '/home/anna/.local/share/everthread',
    dataDirNamed: false,
    runtimeDir: '/tmp/everthread-1000',
    lockFolders: ['/tmp/everthread-1000'],
    host: '127.0.0.1',
    port: 4280,
    allowedHosts: [],
    language: 'en',
    log: 'none',
    apiBaseUrl: 'https://graph.threads.net',
    authorizeUrl: 'https://www.threads.com/oauth/authorize',
    proxies: {},
    inCi: false,
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
      problem: 'url-in-the-clear',
      given: { text: new URL(url).origin },
    })
    expect(errorOf({ THREADS_AUTHORIZE_URL: url }).setting).toBe('THREADS_AUTHORIZE_URL')
    expect(errorOf({}, { apiUrl: url }).setting).toBe('--api-url')
  })

  it.each(['graph.threads.net', 'ftp://graph.threads.net', '/v1.0', 'file:///etc', 'https://'])(
    'that is no URL is repeated: %s',
    (url) => {
      expect(errorOf({ THREADS_API_BASE_URL: url })).toMatchObject({
        problem: 'not-a-url',
        given: { text: url },
      })
    },
  )

  it.each([
    'https://anna:hunter2@graph.threads.net',
    'https://graph.threads.net?access_token=hunter2',
    'https://graph.threads.net/#hunter2',
  ])('with a secret in its URL is refused without repeating it', (url) => {
    const error = errorOf({ THREADS_API_BASE_URL: url })
    expect(error).toMatchObject({ problem: 'url-with-extras', given: { text: 'graph.threads.net' } })
    expect(told(error)).not.toContain('hunter2')
  })

  it('that is in truth a token, put under the wrong name, is not repeated', () => {
    for (const secret of ['THAAQhunter2', `hunter2${'x'.repeat(40)}`, 'TH|123|hunter2']) {
      const error = errorOf({ THREADS_API_BASE_URL: secret })
      expect(error.given).toEqual({ kind: 'counted', length: secret.length })
      expect(told(error)).not.toContain('hunter2')
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
      expect(errorOf({ EVERTHREAD_PORT: text })).toMatchObject({
        setting: 'EVERTHREAD_PORT',
        problem: 'not-a-port',
        given: { text },
      })
    },
  )

  it.each(['0.0.0.0', '::', '::1', 'localhost', 'keeper-1.lan'])('listens on %s', (host) => {
    expect(parse({ EVERTHREAD_HOST: host }).host).toBe(host)
  })

  it.each(['http://localhost', 'localhost:80', '[::1]', 'a b', '-x', '*', ':::'])(
    'refuses the host %j',
    (host) => {
      expect(errorOf({ EVERTHREAD_HOST: host })).toMatchObject({
        problem: 'not-a-host',
        given: { text: host },
      })
    },
  )

  it('refuses a token as a host, and does not repeat it', () => {
    const token = 'THAA'.padEnd(64, 'x')
    const error = errorOf({ EVERTHREAD_HOST: token })
    expect(error).toMatchObject({ problem: 'not-a-host' })
    expect(JSON.stringify(error)).not.toContain(token)
  })

  it('takes a database of PostgreSQL, and shows nobody its password', () => {
    const url = 'postgres://anna:hunter2@db/x'
    const config = parse({ EVERTHREAD_DATABASE_URL: url })
    expect(config.databaseUrl?.reveal()).toBe(url)
    expect(JSON.stringify(config)).not.toContain('hunter2')
  })

  it.each(['mysql://anna:hunter2@db/x', 'postgres://anna:hunter2@db', 'anna:hunter2@db/x'])(
    'refuses %s as a database, and does not repeat its password',
    (url) => {
      const error = errorOf({ EVERTHREAD_DATABASE_URL: url })
      expect(error).toMatchObject({ setting: 'EVERTHREAD_DATABASE_URL', problem: 'not-a-database-url' })
      expect(told(error)).not.toContain('hunter2')
    },
  )
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
    expect(errorOf({ EVERTHREAD_LANG: 'fr' })).toMatchObject({
      setting: 'EVERTHREAD_LANG',
      problem: 'not-a-language',
      given: { text: 'fr' },
    })
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
  ).toEqual({
    httpsProxy: { name: 'https_proxy', value: 'http://b' },
    httpProxy: { name: 'HTTP_PROXY', value: 'http://c' },
    noProxy: 'lan',
  })
})

it('CI and crash points are taken as their authors define them', () => {
  expect(parse({ CI: 'true' }).inCi).toBe(true)
  expect(parse({ CI: 'false' }).inCi).toBe(false)
  expect(parse({ EVERTHREAD_CRASH_AT: 'token-proven:2' }).crashAt).toBe('token-proven:2')
})

describe('the public address', () => {
  it('has no slash at its end', () => {
    const publicUrl = 'https://everthread.example'
    expect(parse({ EVERTHREAD_PUBLIC_URL: `${publicUrl}/` })).toMatchObject({ publicUrl })
  })

  it.each([
    ['http://everthread.example', 'url-in-the-clear'],
    ['everthread.example', 'not-a-url'],
    ['https://everthread.example?x', 'url-with-extras'],
  ])('cannot be %s', (url, problem) => {
    expect(errorOf({ EVERTHREAD_PUBLIC_URL: url })).toMatchObject({
      setting: 'EVERTHREAD_PUBLIC_URL',
      problem,
    })
  })
})

describe('hosts that users may name', () => {
  it('are separated by commas, with or without a port', () => {
    const { allowedHosts } = parse({ EVERTHREAD_ALLOWED_HOSTS: ' Minio, 10.0.0.5:9000,[::1]:80 ,' })
    expect(allowedHosts).toEqual(['minio', '10.0.0.5:9000', '[::1]:80'])
  })

  it.each(['http://minio', 'a b', 'minio/path', 'anna@minio'])('cannot be "%s"', (text) => {
    expect(errorOf({ EVERTHREAD_ALLOWED_HOSTS: text })).toMatchObject({ problem: 'not-hosts' })
  })
})
