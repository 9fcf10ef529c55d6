import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { withApi } from '../../test-support/api.ts'
import { destinationOf } from './destination.ts'

const INTERCEPT = new URL('../intercept.ts', import.meta.url).href

/** Runs a program of one text, as its author would: nothing in it knows of a sandbox. */
async function run(program: string, sandboxUrl?: string) {
  const { THREADS_SANDBOX_URL: _, ...env } = process.env
  const child = spawn(
    process.execPath,
    ['--import', INTERCEPT, '--input-type=module', '--eval', `${PRELUDE}\n${program}`],
    {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      env: { ...env, ...(sandboxUrl !== undefined && { THREADS_SANDBOX_URL: sandboxUrl }) },
    },
  )
  let [out, said] = ['', '']
  child.stdout.on('data', (chunk) => (out += String(chunk)))
  child.stderr.on('data', (chunk) => (said += String(chunk)))
  const [code] = await once(child, 'close')
  return { code, out: out.trim().split('\n'), said }
}

const PRELUDE = `
import { get } from 'node:http'
import https, { request } from 'node:https'
import net from 'node:net'
import tls from 'node:tls'
const show = (value) => console.log(typeof value === 'string' ? value : JSON.stringify(value))
const ended = (open) => new Promise((resolve, reject) => open((answer) => {
  let text = ''
  answer.on('data', (chunk) => (text += chunk)).on('end', () => resolve(JSON.parse(text)))
}).on('error', reject))
`

test('fetch, https and http of every host of Meta reach the sandbox, bodies that stream included', async () => {
  await withApi(async ({ sandbox, token }) => {
    const bearer = JSON.stringify({ authorization: `Bearer ${token()}` })
    const { id } = sandbox.users.list()[0] ?? {}
    const { out, said, code } = await run(
      `
      const headers = ${bearer}
      for (const host of ['graph.threads.net', 'graph.threads.com', 'GRAPH.threads.net.']) {
        show((await (await fetch('https://' + host + '/v1.0/me', { headers })).json()).id)
      }
      show((await ended((use) => request('https://graph.threads.net/me', { headers }, use).end())).id)
      show((await ended((use) => https.get({ host: 'graph.threads.net', path: '/me', headers, agent: new https.Agent({ keepAlive: true }) }, use))).id)
      show((await ended((use) => get('http://graph.threads.net/me', { headers }, use))).id)
      for (const host of ['threads.net', 'www.threads.net', 'threads.com', 'www.threads.com']) {
        show(String((await (await fetch('https://' + host + '/oauth/authorize')).json()).error_code))
      }
      const parts = ['grant_type=authorization_code&', 'client_id=${sandbox.appId}&', 'client_secret=no&code=c&redirect_uri=https://x/']
      const body = new ReadableStream({ pull: (to) => parts.length ? to.enqueue(new TextEncoder().encode(parts.shift())) : to.close() })
      const type = { 'content-type': 'application/x-www-form-urlencoded' }
      const posted = await fetch('https://graph.threads.net/oauth/access_token', { method: 'POST', duplex: 'half', headers: type, body })
      show(String((await posted.json()).error.code))
      `,
      sandbox.url,
    )
    expect({ out, said, code }).toEqual({
      out: [id, id, id, id, id, id, '4476002', '4476002', '4476002', '4476002', '1'],
      said: '',
      code: 0,
    })
    expect(sandbox.requests.list()).toHaveLength(11)
  })
})

test('a program’s own agent, its own TLS and a proxy’s tunnel do not go past the sandbox', async () => {
  await withApi(async ({ sandbox }) => {
    const { out, code } = await run(
      `
      const tunnel = net.connect({ host: 'graph.threads.net', port: 443 })
      const agent = new https.Agent()
      agent.createConnection = () => tls.connect({ socket: tunnel, servername: 'graph.threads.net' })
      show((await ended((use) => request('https://graph.threads.net/me', { agent }, use).end())).error.code + '')
      const bare = tls.connect(443, 'graph.threads.com', () => bare.end('GET /me HTTP/1.0\\r\\n\\r\\n'))
      for await (const chunk of bare) show(String(chunk).split(' ', 2)[1])
      `,
      sandbox.url,
    )
    expect({ out, code }).toEqual({ out: ['104', '400'], code: 0 })
  })
})

test('without the address of a sandbox every call to Meta fails, and a sentence says why, once', async () => {
  const { out, said, code } = await run(`
    for (const call of [
      () => fetch('https://graph.threads.net/me'),
      () => ended((use) => request('https://www.threads.com/', use).end()),
      () => ended((use) => get('http://graph.threads.net/', use)),
    ]) await call().catch((error) => show((error.cause ?? error).code))
  `)
  expect({ out, code }).toEqual({ out: Array(3).fill('ERR_SANDBOX_INTERCEPT'), code: 0 })
  expect(said).toBe(
    '@everthread/sandbox/intercept stopped a connection to graph.threads.net: THREADS_SANDBOX_URL is not set. ' +
      'Start everthread-sandbox and set it to the address that it prints. Nothing was sent to Meta.\n',
  )
})

test('an address that is none of a sandbox is refused in the same way', () => {
  const wrong = ['127.0.0.1:80', 'https://graph.threads.net', 'http://graph.threads.net.', 'http://x/v1.0']
  for (const url of ['', ...wrong]) {
    expect(destinationOf(['graph.threads.net'], url)).toMatchObject({ kind: 'refused' })
  }
  expect(destinationOf(['x', 'threads.com'], 'http://[::1]:8')).toEqual({
    kind: 'sandbox',
    host: '::1',
    port: 8,
  })
})

test('a program may start its sandbox itself and say so late; what is not Meta’s is left alone', async () => {
  const server = createServer((socket) => socket.end('elsewhere'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await withApi(async ({ sandbox }) => {
    const { out } = await run(`
      for await (const chunk of net.connect(${port}, '127.0.0.1')) show(String(chunk))
      process.env.THREADS_SANDBOX_URL = '${sandbox.url}'
      show(String((await fetch('https://graph.threads.net/me')).status))
    `)
    expect(out).toEqual(['elsewhere', '400'])
  })
  server.close()
  fc.assert(
    fc.property(fc.domain(), fc.option(fc.webUrl(), { nil: undefined }), (host, url) => {
      expect(destinationOf([host], url)).toEqual({ kind: 'elsewhere' })
    }),
  )
})
