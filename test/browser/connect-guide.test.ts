/** From nothing to a connected account: the one-time link, the guide, Meta's window as the sandbox shows it, and back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mayRunInChromium } from '../support/chromium.ts'
import { expectAccessible } from '../support/expect-accessible.ts'
import { createWebStage, type WebStage } from '../support/web-stage.ts'

describe.runIf(mayRunInChromium())('connecting', () => {
  let stage: WebStage
  let page: WebStage['page']
  let sandbox: WebStage['sandbox']
  beforeAll(async () => {
    stage = await createWebStage({
      sandbox: { switches: { localhostRedirect: 'any' } },
      browser: { timezoneId: 'Europe/Berlin' },
    })
    page = stage.page
    sandbox = stage.sandbox
  }, 60_000)
  afterAll(() => stage[Symbol.asyncDispose]())

  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
  const press = (name: string | RegExp) => page.getByRole('button', { name }).click()

  it('makes the owner, takes the secret out of the address, and goes on to the ways to connect', async () => {
    // A sandbox takes no address in numbers to come back to, as Meta does not.
    await page.goto(stage.link.replace('127.0.0.1', 'localhost'))
    const redirect = new URL('/oauth/callback', page.url()).href
    sandbox.apps.put({ app_id: sandbox.appId, redirect_uris: [redirect] })
    await heading('Become the owner')
    expect(page.url()).not.toContain('#')
    await expectAccessible(page)
    await page.getByLabel('Name').fill('Anna')
    await page.getByLabel('Password').fill('a long enough password')
    await press('Become the owner')
    await heading('Connect an account')
    await expectAccessible(page)
  })

  it('asks Meta at once whether the app’s id and secret belong together', async () => {
    await page.getByLabel('Threads app ID').fill('1234567890123456')
    await page.getByLabel('Threads app secret').fill('0123456789abcdef0123456789abcdef')
    await press('Save the app')
    await page.getByText('Saved.').waitFor()
    await page
      .getByRole('heading', { name: 'Tell Everthread which app it is' })
      .getByText('not right yet')
      .waitFor()
    await page.getByLabel('Threads app ID').fill(sandbox.appId)
    await page.getByLabel('Threads app secret').fill(sandbox.appSecret)
    await press('Save the app')
    await page.getByRole('heading', { name: 'Tell Everthread which app it is' }).getByText('done').waitFor()
    expect(await page.content()).not.toContain(sandbox.appSecret)
  })

  it('explains what the login window shows when it fails', async () => {
    await page.getByText('The window shows text instead of a question?').click()
    await page.getByLabel('What the window shows').fill('{"error_message":"…","error_code":1349245}')
    await page.getByRole('status').getByText('sign in to Threads as the tester').waitFor()
    await expectAccessible(page)
  })

  it('comes back from the login to what was granted', async () => {
    await press('Log in with Threads')
    await page.waitForURL(/oauth\/authorize/)
    await press('Allow')
    await heading('@anna is connected.')
    expect(new URL(page.url()).pathname).toBe('/connect')
    await page.getByRole('list', { name: 'Granted' }).getByText('threads_content_publish').waitFor()
    await expectAccessible(page)
  })

  it('publishes the new account by the clock of whoever connected it', async () => {
    await page.getByRole('link', { name: /Slots, time zone/ }).click()
    await heading('@anna')
    expect(await page.getByLabel('Time zone').inputValue()).toBe('Europe/Berlin')
    expect(stage.complaints).toEqual([])
  })
})
