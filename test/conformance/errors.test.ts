/**
 * Every error that the sandbox's matrix knows, provoked, read by the client and classified: `every error of §3` of the
 * reference. What several situations share in code and subcode means the same here, because nothing else tells them apart.
 */
import {
  classify,
  type ClassificationKind,
  type ClassificationReason,
  exchangeCode,
  getMe,
  readAuthorizeFailure,
  Secret,
  ThreadsApiError,
} from '@everthread/client'
import { createSandbox, type Sandbox } from '@everthread/sandbox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

type Meaning = readonly [ClassificationKind, ClassificationReason]

/** By the sandbox's names. What is not here is the caller's wrong parameter: 100 without a subcode that says more. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  session_expired: ['token', 'expired'],
  session_invalidated: ['token', 'password-changed'],
  app_removed: ['token', 'app-removed'],
  checkpoint: ['token', 'checkpoint'],
  unconfirmed_user: ['token', 'account-unconfirmed'],
  token_invalid: ['token', 'token-invalid'],
  session_invalid: ['token', 'token-invalid'],
  cannot_parse: ['token', 'token-invalid'],
  token_malformed: ['token', 'token-invalid'],
  token_undecryptable: ['token', 'token-invalid'],
  session: ['token', 'token-invalid'],
  token_missing: ['caller', 'token-not-sent'],
  no_active_token: ['caller', 'token-not-sent'],
  unknown_path: ['caller', 'token-not-sent'],
  refresh_refused: ['not_yet', 'too-young'],
  not_tester: ['permission', 'not-a-tester'],
  scope_missing: ['permission', 'scope-missing'],
  published_all_the_same: ['permission', 'scope-missing'],
  permission_not_granted: ['permission', 'scope-missing'],
  access_tier_too_low: ['permission', 'access-tier'],
  account_restricted: ['blocked', 'account-restricted'],
  action_blocked: ['blocked', 'action-blocked'],
  policy_block: ['blocked', 'policy-block'],
  media_not_found: ['not_yet', 'media-not-found'],
  carousel_children_invalid: ['rejected', 'carousel-children-invalid'],
  topic_tag_refused: ['rejected', 'topic-tag-refused'],
  link_attachment_invalid: ['rejected', 'link-refused'],
  link_not_attached: ['rejected', 'link-refused'],
  link_limit_exceeded: ['rejected', 'link-limit'],
  media_download_failed: ['rejected', 'media-not-fetched'],
  feature_not_available: ['rejected', 'feature-not-available'],
  country_codes_invalid: ['rejected', 'country-codes-invalid'],
  unknown_object: ['rejected', 'not-found'],
  unknown_alias: ['rejected', 'not-found'],
  unknown_method: ['rejected', 'method-unknown'],
  duplicate_post: ['rejected', 'duplicate-post'],
  already_long_lived: ['rejected', 'already-long-lived'],
  code_refused: ['rejected', 'code-used'],
  rate_limited: ['rate_limited', 'rate-limited'],
  user_request_limit: ['rate_limited', 'rate-limited'],
  page_request_limit: ['rate_limited', 'rate-limited'],
  business_limit: ['rate_limited', 'rate-limited'],
  app_request_limit: ['rate_limited', 'app-rate-limited'],
  application_limit: ['rate_limited', 'app-rate-limited'],
  unknown_error: ['transient', 'server-error'],
  unavailable: ['transient', 'server-error'],
  secret_wrong: ['transient', 'server-error'],
  redirect_mismatch: ['caller', 'redirect-uri-wrong'],
  client_unknown: ['caller', 'app-secret-wrong'],
}

const WRONG_PARAMETER: Meaning = ['rejected', 'invalid-parameter']

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await createSandbox({ users: [{ username: 'anna' }, { username: 'bert', tester: false }] })
})

afterAll(() => sandbox.close())

const token = (): Secret => new Secret(sandbox.tokens.create({ user: 'anna' }).access_token)

async function refusalOf(call: () => Promise<unknown>): Promise<ThreadsApiError> {
  try {
    await call()
  } catch (error) {
    if (error instanceof ThreadsApiError) return error
    throw error
  }
  throw new Error('it was not refused')
}

describe('every error in Meta’s envelope', () => {
  it('is read with its code and subcode, and means what the reference says', async () => {
    const rows = sandbox.coverage().errors.filter(({ shape = 'envelope' }) => shape === 'envelope')
    const met: Record<string, unknown> = {}
    const wanted: Record<string, unknown> = {}
    for (const { id, code, subcode, message } of rows) {
      const fault = {
        kind: 'error',
        code,
        ...(subcode !== undefined && { error_subcode: subcode }),
        message,
      } as const
      sandbox.faults.add({ endpoint: 'me', fault })
      const refusal = await refusalOf(() => getMe({ fetch, baseUrl: sandbox.url }, { token: token() }))
      const { kind, reason } = classify(refusal)
      met[id] = [refusal.code, refusal.subcode, kind, reason]
      wanted[id] = [code, subcode, ...(MEANINGS[id] ?? WRONG_PARAMETER)]
    }
    expect(met).toEqual(wanted)
    expect(rows.length).toBeGreaterThan(60)
  })

  it('is in the sandbox’s matrix, each one that the table names', () => {
    const known = new Set(sandbox.coverage().errors.map(({ id }) => id))
    expect(Object.keys(MEANINGS).filter((id) => !known.has(id))).toEqual([])
  })
})

interface WindowFailure {
  readonly when: string
  readonly code: number
  readonly means: Meaning
  readonly open: () => Promise<string>
}

describe('every failure of the login window', () => {
  const page = async (change: Record<string, string>, form?: Record<string, string>): Promise<string> => {
    const redirect = 'https://localhost:4281/callback'
    const asked = { client_id: sandbox.appId, redirect_uri: redirect, scope: 'threads_basic', ...change }
    const url = `${sandbox.url}/oauth/authorize?${new URLSearchParams(asked).toString()}`
    const answer = await fetch(url, form ? { method: 'POST', body: new URLSearchParams(form) } : {})
    return answer.text()
  }

  it.each<WindowFailure>([
    {
      when: 'a redirect URI that is not registered',
      code: 1349168,
      means: ['caller', 'redirect-uri-wrong'],
      open: () => page({ redirect_uri: 'https://elsewhere.example/' }),
    },
    {
      when: 'an invitation that was not accepted',
      code: 1349245,
      means: ['permission', 'not-a-tester'],
      open: () => page({}, { user: 'bert', decision: 'approve' }),
    },
    {
      when: 'an app that does not exist',
      code: 1349026,
      means: ['caller', 'app-id-wrong'],
      open: () => page({ client_id: '123' }),
    },
    { when: 'no app', code: 4476002, means: ['caller', 'app-id-wrong'], open: () => page({ client_id: '' }) },
  ])('$when', async ({ code, means: [kind, reason], open }) => {
    const failure = readAuthorizeFailure(await open())
    expect(failure).toMatchObject({ code })
    expect(failure && classify(failure)).toMatchObject({ kind, reason })
  })
})

describe('the older envelope of the documentation', () => {
  it('is read as a refusal of the code', async () => {
    sandbox.switches.set({ codeReuseShape: 'docs' })
    const refusal = await refusalOf(() =>
      exchangeCode(
        { fetch, baseUrl: sandbox.url },
        {
          clientId: sandbox.appId,
          clientSecret: new Secret(sandbox.appSecret),
          redirectUri: 'https://localhost:4281/callback',
          code: new Secret('AQnobodyhasit'),
        },
      ),
    )
    expect([refusal.code, classify(refusal).reason]).toEqual([400, 'code-used'])
  })
})
