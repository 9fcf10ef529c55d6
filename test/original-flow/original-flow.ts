/**
 * What the guide that the product began from tells its reader to do (DESIGN §1, S5, S7, S8): two requests for the command
 * line, and a function for the application. The same requests, in code of our own; what the original ignores is ignored here
 * too, because that is what is to be shown.
 */

export interface ApiAnswer {
  readonly status: number
  readonly body: {
    readonly [name: string]: unknown
    readonly error?: { readonly code: number; readonly error_subcode?: number; readonly message: string }
  }
}

/** `curl -i -X GET`: the status and the body, whatever they are. */
export async function get(url: string): Promise<ApiAnswer> {
  const answer = await fetch(url)
  return { status: answer.status, body: (await answer.json()) as ApiAnswer['body'] }
}

/** S5, "way 2". */
export function exchangeUrl(api: string, appSecret: string, token: string): string {
  return `${api}/access_token?grant_type=th_exchange_token&client_secret=${appSecret}&access_token=${token}`
}

/** S7, "check". */
export function profileUrl(api: string, token: string): string {
  return `${api}/v1.0/me?fields=id,username,threads_profile_picture_url&access_token=${token}`
}

const SEVEN_DAYS_S = 7 * 24 * 60 * 60

/** S8, "in the future": the function that an application was to call before it uses its token. */
export async function tokenToUse(
  api: string,
  { token, appSecret, now }: { token: string; appSecret: string; now: number },
): Promise<string> {
  const about = await get(`${api}/debug_token?input_token=${token}&access_token=${token}`)
  const { expires_at: expiresAt = 0 } = (about.body['data'] ?? {}) as { expires_at?: number }
  if (expiresAt === 0) return token
  if (expiresAt - now / 1000 >= SEVEN_DAYS_S) return token
  const exchanged = await get(exchangeUrl(api, appSecret, token))
  return typeof exchanged.body['access_token'] === 'string' ? exchanged.body['access_token'] : token
}
