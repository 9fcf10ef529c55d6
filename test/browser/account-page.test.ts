/** The page of one account: what its token may do, where it is, the way back to an earlier one, and the way out. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mayRunInChromium } from '../support/chromium.ts'
import { expectAccessible } from '../support/expect-accessible.ts'
import { createWebStage, type WebStage } from '../support/web-stage.ts'

describe.runIf(mayRunInChromium())('the page of an account', () => {
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

  it('shows of an account what it may do, and the proof that its token was written', async () => {
    await page.getByRole('link', { name: '@anna' }).click()
    await heading('@anna')
    await page.getByRole('list', { name: 'Granted' }).getByText('threads_content_publish').waitFor()
    await page.getByText(`${home.path('.env')} · THREADS_ACCESS_TOKEN`).waitFor()
    await page.getByText(/^holds the current token, [\da-f]{12}$/).waitFor()
    await expectAccessible(page)
  })

  it('goes back to an earlier token, says first what that does, and takes it back', async () => {
    await press('Renew now')
    await page.getByText('59 days left', { exact: true }).waitFor()
    const renewed = home.read('.env')
    await page.getByRole('button', { name: 'Make it current again: Token 1' }).click()
    const dialog = page.getByRole('dialog', { name: 'Make token 1 current again?' })
    await dialog.getByText(home.path('.env')).waitFor()
    await page.keyboard.press('Escape')
    expect(await focused()).toBe('Make it current again: Token 1')
    await page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: 'Make it current again' }).click()
    await page.getByText('Token 1 is current again.').waitFor()
    expect(home.read('.env')).not.toBe(renewed)
    await press('Undo')
    await page.getByText('Token 2 is current again.').waitFor()
    expect(home.read('.env')).toBe(renewed)
  })

  it('sets when an account publishes, and keeps the focus when a time goes', async () => {
    await page.getByLabel('Day', { exact: true }).selectOption({ label: 'Monday to Friday' })
    await page.getByRole('textbox', { name: 'Time' }).fill('08:30')
    await press('Add this time')
    await page.getByLabel('Time zone').selectOption('Europe/Berlin')
    await page.getByRole('button', { name: 'Remove Tuesday, 08:30' }).click()
    await press('Save')
    await page.getByText('Saved.').waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Remove Friday, 08:30' }).waitFor()
    expect(await page.getByRole('button', { name: 'Remove Tuesday, 08:30' }).count()).toBe(0)
    expect(await page.getByLabel('Time zone').inputValue()).toBe('Europe/Berlin')
  })

  it('fits a small phone in Russian, and is as accessible there', async () => {
    await page.setViewportSize({ width: 360, height: 740 })
    await press('Русский')
    await page.getByRole('heading', { name: 'Куда он записан' }).waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
    await expectAccessible(page)
  })

  it('removes an account only after saying what goes, and says what stays', async () => {
    await press('Удалить этот аккаунт')
    const dialog = page.getByRole('dialog', { name: 'Удалить @anna?' })
    await dialog.getByText('очередь; она пуста').waitFor()
    await dialog.getByRole('button', { name: 'Удалить этот аккаунт' }).click()
    await heading('@anna: Удалено')
    await page.getByText(`токен в файле ${home.path('.env')}`).waitFor()
    expect(stage.complaints).toEqual([])
  })
})
