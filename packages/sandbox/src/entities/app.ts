/** An app as its owner sees it in Meta's dashboard. A Threads app has its own id and secret beside the Meta app's. */
import { DIGITS, HEX, type SeededRandom } from '../random.ts'

export interface App {
  readonly appId: string
  readonly appSecret: string
  /** The ids that people confuse with the Threads app's (1349026). */
  readonly metaAppId: string
  readonly metaAppSecret: string
  readonly name: string
  readonly redirectUris: readonly string[]
  /** Uninstall callback. */
  readonly deauthorizeUrl: string | undefined
  /** Data deletion request URL. */
  readonly deleteUrl: string | undefined
  /** Through app review: people without a role on the app may use it. */
  readonly live: boolean
}

/** The redirect URI that Everthread uses unless told otherwise. */
export const DEFAULT_REDIRECT_URI = 'https://localhost:4281/callback'

export function newApp(random: SeededRandom, given: Partial<App> = {}): App {
  return {
    appId: given.appId ?? newAppId(random),
    appSecret: given.appSecret ?? random.text(32, HEX),
    metaAppId: given.metaAppId ?? newAppId(random),
    metaAppSecret: given.metaAppSecret ?? random.text(32, HEX),
    name: given.name ?? 'Sandbox App',
    redirectUris: given.redirectUris ?? [DEFAULT_REDIRECT_URI],
    deauthorizeUrl: given.deauthorizeUrl,
    deleteUrl: given.deleteUrl,
    live: given.live ?? false,
  }
}

function newAppId(random: SeededRandom): string {
  return `${1 + random.below(9)}${random.text(15, DIGITS)}`
}
