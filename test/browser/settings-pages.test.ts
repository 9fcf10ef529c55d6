/** Settings and health, and the way to them: by keyboard, on a phone, in both languages. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mayRunInChromium } from '../support/chromium.ts'
import { expectAccessible } from '../support/expect-accessible.ts'
import { createWebStage, OWNER_PASSWORD, type WebStage } from '../support/web-stage.ts'

describe.runIf(mayRunInChromium())('settings and health', () => {
  let stage: WebStage
  let page: WebStage['page']
  let home: WebStage['home']
  beforeAll(async () => {
    stage = await createWebStage({ tokenAge: '10d' })
    page = stage.page
    home = stage.home
    await stage.becomeOwner()
    await heading('Your connection is alive.')
  }, 60_000)
  afterAll(() => stage[Symbol.asyncDispose]())

  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const focused = () =>
    page.evaluate('document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent')

  it('make an API key, show it once, and revoke it after asking', async () => {
    await page.getByRole('link', { name: 'Settings' }).click()
    await heading('Settings')
    await page.getByLabel('Name').fill('<b>backup</b>')
    await press('Make a key')
    const [key = ''] =
      /evt_[\w-]+/.exec(await page.getByRole('status').filter({ hasText: 'evt_' }).innerText()) ?? []
    const asked = await page.request.get(new URL('/api/v1/accounts', page.url()).href, {
      headers: { authorization: `Bearer ${key}`, cookie: '' },
    })
    expect(asked.status()).toBe(200)
    await expectAccessible(page)
    await page.reload()
    await page.getByText('<b>backup</b>', { exact: true }).waitFor()
    expect(await page.content()).not.toContain(key)
    await page.getByRole('button', { name: 'Revoke “<b>backup</b>”' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await page.getByText(/· revoked$/).waitFor()
  })

  it('take a key for drafts, which is never shown again', async () => {
    await page.getByText('Nobody writes yet.').waitFor()
    await page.getByLabel('Google’s key for Gemini').fill('AIza-of-a-test')
    await press('Save the key')
    await page.getByText(/^gemini-.* writes\.$/).waitFor()
    await page.reload()
    await page.getByText(/^gemini-.* writes\.$/).waitFor()
    expect(await page.content()).not.toContain('AIza-of-a-test')
  })

  it('change the password, and refuse a wrong one in words', async () => {
    const change = async (current: string): Promise<void> => {
      await page.getByLabel('Password of now').fill(current)
      await page.getByLabel('New password').fill('quite another password')
      await press('Change the password')
    }
    await change('a wrong password')
    await page.getByRole('alert').waitFor()
    await change(OWNER_PASSWORD)
    await page.getByText('Changed. Everybody else is logged out.').waitFor()
  })

  it('say what doctor knows, and what helps', async () => {
    await page.getByRole('link', { name: 'Health', exact: true }).click()
    await heading('Everything is well.')
    await page.getByText('Last tick of the scheduler').waitFor()
    await expectAccessible(page)
    home.write('.env', 'THREADS_ACCESS_TOKEN="a b\n')
    await press('Look again')
    await page.getByRole('heading', { name: 'What to do' }).waitFor()
  })

  it('lead everywhere by keyboard from one button on a phone', async () => {
    await page.setViewportSize({ width: 360, height: 740 })
    await page.getByRole('button', { name: 'Menu' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Home')
    await page.keyboard.press('Escape')
    expect(await focused()).toBe('Menu')
    await press('Menu')
    await page.getByRole('link', { name: 'Settings' }).click()
    await heading('Settings')
    expect(await page.getByRole('link', { name: 'Queue' }).count()).toBe(0)
  })

  it('fit a small phone in Russian, and are as accessible there', async () => {
    await press('Русский')
    await heading('Настройки')
    for (const path of ['/settings', '/health', '/connect']) {
      await page.goto(new URL(path, page.url()).href)
      await page.getByRole('heading', { level: 2 }).first().waitFor()
      expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([
        path,
        expect.any(Number),
      ])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
      await expectAccessible(page)
    }
  })

  it('leave nothing in the console but what was refused', () => {
    expect(stage.complaints).toEqual([expect.stringContaining('409')])
  })
})
