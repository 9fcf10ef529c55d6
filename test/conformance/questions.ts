/**
 * The open questions of threads-api.md §12 that an account can settle, each with what asks it. The answer is a position of
 * the sandbox's switch. What a question needs beyond reading, and beyond containers that are never published, it says.
 */
import { Secret } from '@everthread/client'
import type { SwitchName, SwitchPositions } from '@everthread/sandbox'
import { type BareAnswer, askBare } from './ask-bare.ts'
import { MARK } from './meta-target.ts'
import type { Effect, Target } from './target.ts'

export interface Question<N extends SwitchName = SwitchName> {
  readonly section: string
  readonly asks: string
  /** Without that being allowed, it is not asked. */
  readonly effect?: Effect
  /** The position that fits; `undefined` when none does, or when it cannot be asked of this target. */
  readonly find: (target: Target) => Promise<SwitchPositions[N] | undefined>
}

type Questions = { readonly [N in SwitchName]?: Question<N> }

const GARBAGE = 'THAAgarbage'

export const QUESTIONS: Questions = {
  unparseableTokenStatus: {
    section: '3.2',
    asks: 'the HTTP status for a token that is none',
    find: async (target) => oneOf([400, 401], (await me(target, GARBAGE)).status),
  },
  missingTokenCode: {
    section: '3.2',
    asks: 'the code for no token at all',
    find: async (target) => oneOf([104, 2500], (await askBare(target, { path: '/v1.0/me' })).error?.code),
  },
  thApiExceptionStatus: {
    section: '12.7',
    asks: 'the HTTP status for a text of 501 characters',
    find: async (target) => oneOf([500, 400], (await container(target, { text: 'x'.repeat(501) })).status),
  },
  strictPunctuation: {
    section: '12.8',
    asks: 'whether a curly quote counts its three bytes',
    find: async (target) => !hasId(await container(target, { text: `${'x'.repeat(499)}’` })),
  },
  namedErrorCode: {
    section: '12.6',
    asks: 'the code for six links',
    find: async (target) => {
      const text = ['a', 'b', 'c', 'd', 'e', 'f'].map((page) => `https://example.com/${page}`).join(' ')
      return oneOf([100, 1], (await container(target, { text })).error?.code)
    },
  },
  appUsageHeader: {
    section: '12.10',
    asks: 'whether X-App-Usage is sent',
    find: async (target) => (await me(target)).headers.has('x-app-usage'),
  },
  wwwAuthenticateHeader: {
    section: '12.10',
    asks: 'whether WWW-Authenticate is sent with a token that is none',
    find: async (target) => (await me(target, GARBAGE)).headers.has('www-authenticate'),
  },
  jsonBodies: {
    section: '12.15',
    asks: 'whether parameters in a JSON body count',
    find: async (target) => {
      const json = { media_type: 'TEXT', text: MARK }
      const path = '/v1.0/me/threads'
      return hasId(await askBare(target, { path, json, token: target.token.reveal() })) ? 'accept' : 'ignore'
    },
  },
  unknownVersion: {
    section: '12.22',
    asks: 'whether /v2.0 is served',
    find: async (target) => {
      const answer = await askBare(target, { path: '/v2.0/me', token: target.token.reveal() })
      return hasId(answer) ? 'serve' : 'refuse'
    },
  },
  mediaTypeCase: {
    section: '1.4',
    asks: 'whether media_type=text is as good as TEXT',
    find: async (target) =>
      hasId(await container(target, { media_type: 'text', text: MARK })) ? 'any' : 'exact',
  },
  mediaTypeOmitted: {
    section: '4.2',
    asks: 'whether media_type may be left out beside image_url',
    find: async (target) => {
      const { imageUrl } = target.known
      if (imageUrl === undefined) return undefined
      return hasId(await container(target, { media_type: '', image_url: imageUrl })) ? 'infer' : 'refuse'
    },
  },
  forbiddenCombinations: {
    section: '12.18',
    asks: 'whether a poll with a link is refused',
    find: async (target) => {
      const poll = JSON.stringify({ option_a: 'yes', option_b: 'no' })
      const form = { text: MARK, poll_attachment: poll, link_attachment: 'https://example.com/' }
      return hasId(await container(target, form)) ? 'ignore' : 'refuse'
    },
  },
  limitOver100: {
    section: '5.2',
    asks: 'whether a limit of 101 is refused',
    find: async (target) => {
      const { status } = await askBare(target, {
        path: '/v1.0/me/threads?limit=101',
        token: target.token.reveal(),
      })
      return status === 200 ? 'clamp' : 'refuse'
    },
  },
  locationSearchId: {
    section: '5.10',
    asks: 'whether the ids of found places are strings',
    find: async (target) => {
      const path = '/v1.0/location_search?q=Menlo%20Park'
      const { text } = await askBare(target, { path, token: target.token.reveal() })
      const quote = /"id"\s*:\s*("?)\d/.exec(text)?.[1]
      return quote === undefined ? undefined : quote === '' ? 'number' : 'string'
    },
  },
  insightsNeedPeriod: {
    section: '6.2',
    asks: 'whether user insights are refused without period',
    find: async (target) => {
      const path = '/v1.0/me/threads_insights?metric=likes'
      return (await askBare(target, { path, token: target.token.reveal() })).error?.code === 100
    },
  },
  debugTokenInvalidInput: {
    section: '12.3',
    asks: 'what debug_token says of a token that is none',
    find: async (target) => {
      const path = `/v1.0/debug_token?input_token=${GARBAGE}`
      const { status } = await askBare(target, { path, token: target.token.reveal() })
      return status === 200 ? 'is-valid-false' : 'error'
    },
  },
  debugTokenWithAppToken: {
    section: '12.3',
    asks: 'whether debug_token takes an app token',
    find: async (target) => {
      if (target.app === undefined) return undefined
      const { clientId, clientSecret } = target.app
      const path = `/v1.0/debug_token?input_token=${target.token.reveal()}`
      const { status } = await askBare(target, { path, token: `TH|${clientId}|${clientSecret.reveal()}` })
      return status === 200 ? 'allow' : 'refuse'
    },
  },
  wrongSecretCode: {
    section: '12.11',
    asks: 'the code for a wrong app secret',
    find: async (target) => {
      if (target.app === undefined) return undefined
      const query = `client_id=${target.app.clientId}&client_secret=wrong&grant_type=client_credentials`
      return oneOf([1, 101], (await askBare(target, { path: `/oauth/access_token?${query}` })).error?.code)
    },
  },
  doublePublish: {
    section: '12.5',
    asks: 'what publishing a container twice does',
    effect: 'publish',
    find: async (target) => {
      const [first, second] = await publishedTwice(target)
      if (!hasId(second)) return 'reject'
      return second.id === first.id ? 'same-id' : 'second-post'
    },
  },
  unpublishableCode: {
    section: '12.5',
    asks: 'the code for publishing a container twice',
    effect: 'publish',
    find: async (target) => oneOf([24, 100], (await publishedTwice(target))[1].error?.code),
  },
  refreshReturns: {
    section: '12.1',
    asks: 'whether a renewal answers a new string',
    effect: 'renew',
    find: async (target) => {
      const token = target.token.reveal()
      const renewed = await renewal(target)
      if (renewed === undefined) return undefined
      return renewed === token ? 'same-token' : 'new-token'
    },
  },
  revokeOld: {
    section: '12.1',
    asks: 'whether a renewal kills the old token',
    effect: 'renew',
    find: async (target) => ((await renewal(target)) === undefined ? undefined : !hasId(await me(target))),
  },
}

function oneOf<T>(known: readonly T[], found: unknown): T | undefined {
  return known.find((one) => one === found)
}

function hasId({ id }: BareAnswer): boolean {
  return id !== undefined
}

function me(target: Target, token = target.token.reveal()): Promise<BareAnswer> {
  return askBare(target, { path: '/v1.0/me', token })
}

function container(target: Target, form: Readonly<Record<string, string>>): Promise<BareAnswer> {
  const { media_type: mediaType = 'TEXT', ...rest } = form
  const type: Record<string, string> = mediaType === '' ? {} : { media_type: mediaType }
  return askBare(target, {
    path: '/v1.0/me/threads',
    form: { ...type, ...rest },
    token: target.token.reveal(),
  })
}

/** Two questions share it. */
const publishedTwice = once(async (target: Target): Promise<readonly [BareAnswer, BareAnswer]> => {
  const { id = '' } = await container(target, { text: MARK })
  await target.wait(30_000)
  const publish = async () => {
    const form = { creation_id: id }
    const answer = await askBare(target, {
      path: '/v1.0/me/threads_publish',
      form,
      token: target.token.reveal(),
    })
    if (answer.id !== undefined) target.published(answer.id)
    return answer
  }
  return [await publish(), await publish()]
})

/** The renewed token, kept before anything else is done. Two questions share it: there is one a day. */
const renewal = once(async (target: Target): Promise<string | undefined> => {
  const query = new URLSearchParams({ grant_type: 'th_refresh_token', access_token: target.token.reveal() })
  const { text } = await askBare(target, { path: `/refresh_access_token?${query.toString()}` })
  const renewed = /"access_token"\s*:\s*"([^"]+)"/.exec(text)?.[1]
  if (renewed !== undefined) target.keep(new Secret(renewed))
  return renewed
})

/** Done once for each target. */
function once<T>(work: (target: Target) => Promise<T>): (target: Target) => Promise<T> {
  const done = new WeakMap<Target, Promise<T>>()
  return (target) => {
    const result = done.get(target) ?? work(target)
    done.set(target, result)
    return result
  }
}
