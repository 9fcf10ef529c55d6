/** The client is the same in a browser: no Node in it, streams as the browser has them, across origins. */
import type * as Client from '@everthread/client'
import { createSandbox, type Sandbox } from '@everthread/sandbox'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, mayRunInChromium } from '../support/chromium.ts'
import type { LoopbackServer } from '../support/loopback-server.ts'
import { serveClient } from './serve-client.ts'

/** Inside the page, where the module is a global. */
type Global = { readonly client: typeof Client }

describe.runIf(mayRunInChromium())('the client in Chromium', () => {
  let sandbox: Sandbox
  let served: LoopbackServer
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    sandbox = await createSandbox({ users: [{ username: 'anna', name: 'Анна' }] })
    served = await serveClient()
    browser = await launchChromium()
    page = await browser.newPage()
    await page.goto(served.url)
    await page.waitForFunction(() => 'client' in globalThis)
  })

  afterAll(async () => {
    await browser.close()
    await served[Symbol.asyncDispose]()
    await sandbox.close()
  })

  const given = (order: { age?: string; kind?: 'long' | 'short' } = {}) => ({
    baseUrl: sandbox.url,
    value: sandbox.tokens.create({ user: 'anna', ...order }).access_token,
  })

  it('reads a profile', async () => {
    const profile = await page.evaluate(async ({ baseUrl, value }) => {
      const { getMe, Secret } = (globalThis as unknown as Global).client
      return getMe({ fetch: (url, init) => fetch(url, init), baseUrl }, { token: new Secret(value) })
    }, given())
    expect(profile).toMatchObject({ username: 'anna', name: 'Анна' })
  })

  it('renews a token', async () => {
    const renewed = await page.evaluate(
      async ({ baseUrl, value }) => {
        const { renewToken, Secret } = (globalThis as unknown as Global).client
        const { token, expiresInSeconds } = await renewToken(
          { fetch: (url, init) => fetch(url, init), baseUrl },
          { token: new Secret(value) },
        )
        return { value: token.reveal(), expiresInSeconds }
      },
      given({ age: '45d' }),
    )
    expect(renewed).toEqual({
      value: expect.stringMatching(/^THAA/),
      expiresInSeconds: expect.any(Number),
    })
  })

  it('knows a refusal, and what it means', async () => {
    const order = given({ age: '61d' })
    const refused = await page.evaluate(async ({ baseUrl, value }) => {
      const { classify, getMe, Secret, ThreadsApiError } = (globalThis as unknown as Global).client
      try {
        return await getMe({ fetch: (url, init) => fetch(url, init), baseUrl }, { token: new Secret(value) })
      } catch (error) {
        const isOurs = error instanceof ThreadsApiError
        return isOurs ? { code: error.code, ...classify(error) } : String(error)
      }
    }, order)
    expect(refused).toMatchObject({ code: 190, kind: 'token' })
  })

  it('gives up when nobody answers in time', async () => {
    const order = given()
    sandbox.faults.add({ endpoint: 'me', times: 1, fault: { kind: 'delay', ms: 2_000 } })
    const code = await page.evaluate(async ({ baseUrl, value }) => {
      const { getMe, Secret, ThreadsTransportError } = (globalThis as unknown as Global).client
      try {
        await getMe(
          { fetch: (url, init) => fetch(url, init), baseUrl, timeoutMs: 50 },
          { token: new Secret(value) },
        )
        return 'answered'
      } catch (error) {
        return error instanceof ThreadsTransportError ? error.code : String(error)
      }
    }, order)
    expect(code).toBe('timeout')
  })
})
