import { describe, expect, it } from 'vitest'
import type { Finding } from '../../health/queries.ts'
import { stepStates } from './steps.ts'

const found = (...codes: string[]): Finding[] =>
  codes.map((code) => ({ code, group: 'app', level: 'ok', message: '' }))
const APP = { app_id: '1234567890123456', has_app_secret: true }
const PUBLIC = { redirect_uri: 'https://me.example/oauth/callback' }

describe('the steps of connecting', () => {
  it.each([
    ['nothing is set', { app: {}, findings: [] }, 'open'],
    ['the secret is missing', { app: { app_id: '1' }, findings: found('app-id-well-formed') }, 'open'],
    ['Meta knows the pair', { app: APP, findings: found('app-pair-right') }, 'done'],
    ['Meta does not know the pair', { app: APP, findings: found('app-pair-wrong') }, 'wrong'],
    ['the id has another shape', { app: APP, findings: found('app-id-malformed') }, 'wrong'],
    [
      'Meta did not answer',
      { app: APP, findings: found('app-id-well-formed', 'app-secret-well-formed') },
      'unseen',
    ],
  ])('see of the app, where %s, what can be seen', (_, { app, findings }, state) => {
    const facts = { settings: { has_app_secret: false, ...app }, findings }
    expect(stepStates(facts).credentials).toBe(state)
  })

  it('do not call a login ready to which nobody can come back', () => {
    const findings = found('app-pair-right')
    const at = (settings: object) => stepStates({ settings: { ...APP, ...settings }, findings })
    expect(at({})).toMatchObject({ addresses: 'wrong', login: 'later' })
    expect(at({ redirect_uri: 'http://me.example/oauth/callback' })).toMatchObject({ addresses: 'wrong' })
    expect(at(PUBLIC)).toMatchObject({ addresses: 'unseen', login: 'open' })
    expect(at({ sandbox_url: 'http://127.0.0.1:4290' })).toMatchObject({ addresses: 'unseen', login: 'open' })
  })

  it('never claim to have seen what only Meta sees', () => {
    const { tester, addresses } = stepStates({
      settings: { ...APP, ...PUBLIC },
      findings: found('app-pair-right'),
    })
    expect([tester, addresses]).toEqual(['unseen', 'unseen'])
  })
})
