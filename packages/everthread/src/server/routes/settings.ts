/** Settings: the Threads app, and what Meta's dashboard asks for. Secrets go in and never come out. */
import { z } from '@hono/zod-openapi'
import { Secret } from '@everthread/client'
import { isLoopbackApi } from '../../config/config.ts'
import { DEFAULT_QUEUE } from '../../publisher/queue-policy.ts'
import { storedSecret, storeSecret } from '../../service/secret-settings.ts'
import { findSetting, putSetting } from '../../store/settings.ts'
import { VERSION } from '../../version.ts'
import type { App } from '../account-actions.ts'
import { apiRoute, createRouter } from '../api-route.ts'
import { jsonBody, jsonContent } from '../json-content.ts'
import { ZONE } from '../schemas/queue-schema.ts'
import type { ServerDeps } from '../server-deps.ts'
import { getVerifyToken } from '../verify-token.ts'

const ADDRESS = z.string().openapi({ description: 'To be entered in Meta’s dashboard' })

const SETTINGS = z
  .strictObject({
    version: z.string(),
    language: z.enum(['en', 'ru']).openapi({ description: 'Of alerts, events and the command line' }),
    app_id: z.string().optional(),
    has_app_secret: z.boolean(),
    drafts: z
      .strictObject({ provider: z.enum(['gemini', 'openai-compatible']), model: z.string() })
      .optional()
      .openapi({ description: 'Who writes drafts; absent where nobody does' }),
    app_is_set_elsewhere: z
      .boolean()
      .openapi({ description: 'The environment or a `.env` names the app, and wins over what is set here' }),
    default_zone: z.string().openapi({ description: 'Of the queues of accounts that are new' }),
    alerts: z
      .strictObject({ notify: z.boolean(), heartbeat: z.boolean() })
      .openapi({ description: 'What the service was started with: `--notify`, `--heartbeat`' }),
    sandbox_url: z
      .string()
      .optional()
      .openapi({ description: 'Present where the API is a sandbox on this machine, with pages of its own' }),
    public_url: z.string().optional(),
    redirect_uri: ADDRESS.optional(),
    deauthorize_url: ADDRESS.optional(),
    deletion_url: ADDRESS.optional(),
    webhook_url: ADDRESS.optional(),
    webhook_verify_token: z.string().optional().openapi({ description: 'Shown to the owner alone' }),
  })
  .openapi('Settings')
const CHANGE = z
  .strictObject({
    app_id: z
      .string()
      .regex(/^\d{1,32}$/)
      .optional(),
    app_secret: z
      .string()
      .trim()
      .regex(/^[\x21-\x7e]{8,200}$/)
      .optional(),
    gemini_api_key: z
      .string()
      .trim()
      .regex(/^[\x21-\x7e]{8,200}$/)
      .optional(),
    default_zone: ZONE.optional(),
  })
  .openapi('SettingsChange')

const get = apiRoute(
  { access: 'read' },
  {
    method: 'get',
    path: '/settings',
    summary: 'What is set',
    responses: { 200: jsonContent('Settings', SETTINGS) },
  },
)
const change = apiRoute(
  { access: 'settings:write' },
  {
    method: 'patch',
    path: '/settings',
    summary: 'Change what is named. The environment wins over it',
    request: { body: jsonBody(CHANGE) },
    responses: { 200: jsonContent('Settings', SETTINGS) },
  },
)

export function settingsRoutes(deps: ServerDeps) {
  const { store } = deps.installation
  const view = async (asksOwner: boolean): Promise<z.infer<typeof SETTINGS>> => {
    const { publicUrl, language, apiBaseUrl } = deps.config
    const writer = await deps.drafting?.provider()
    const app = await deps.accounts.findApp()
    return {
      version: VERSION,
      language,
      ...(writer && { drafts: { provider: writer.kind, model: writer.model } }),
      has_app_secret: app.secret !== undefined,
      app_is_set_elsewhere: await isSetElsewhere(deps, app),
      default_zone: (await findSetting(store.db, 'default_zone')) ?? DEFAULT_QUEUE.zone,
      alerts: deps.alerts ?? { notify: false, heartbeat: false },
      ...(app.id !== undefined && { app_id: app.id }),
      ...(isLoopbackApi(deps.config) && { sandbox_url: apiBaseUrl }),
      ...(publicUrl !== undefined && addressesUnder(publicUrl)),
      ...(asksOwner && { webhook_verify_token: (await getVerifyToken(deps)).reveal() }),
    }
  }
  return createRouter()
    .openapi(get, async (c) => c.json(await view(c.get('caller').kind === 'owner'), 200))
    .openapi(change, async (c) => {
      const { app_id: id, app_secret: secret, gemini_api_key: key, default_zone: zone } = c.req.valid('json')
      if (id !== undefined) await putSetting(store.db, 'app_id', id)
      if (secret !== undefined) await storeSecret(deps.installation, 'app_secret', new Secret(secret))
      if (key !== undefined) await storeSecret(deps.installation, 'gemini_api_key', new Secret(key))
      if (zone !== undefined) await putSetting(store.db, 'default_zone', zone)
      return c.json(await view(c.get('caller').kind === 'owner'), 200)
    })
}

async function isSetElsewhere({ installation }: ServerDeps, { id, secret }: App): Promise<boolean> {
  const kept = await storedSecret(installation, 'app_secret')
  const keptId = await findSetting(installation.store.db, 'app_id')
  return isOther(id, keptId) || isOther(secret?.reveal(), kept?.reveal())
}

/** What counts is not what is kept here. */
function isOther(counts: string | undefined, kept: string | undefined): boolean {
  return counts !== undefined && counts !== kept
}

function addressesUnder(publicUrl: string) {
  return {
    public_url: publicUrl,
    redirect_uri: `${publicUrl}/oauth/callback`,
    deauthorize_url: `${publicUrl}/meta/deauthorize`,
    deletion_url: `${publicUrl}/meta/delete`,
    webhook_url: `${publicUrl}/webhooks/threads`,
  }
}
