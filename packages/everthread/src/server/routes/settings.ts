/** Settings: the Threads app, and what Meta's dashboard asks for. Secrets go in and never come out. */
import { z } from '@hono/zod-openapi'
import { Secret } from '@everthread/client'
import { storeSecret } from '../../service/secret-settings.ts'
import { putSetting } from '../../store/settings.ts'
import { apiRoute, createRouter } from '../api-route.ts'
import { jsonBody, jsonContent } from '../json-content.ts'
import type { ServerDeps } from '../server-deps.ts'
import { getVerifyToken } from '../verify-token.ts'

const ADDRESS = z.string().openapi({ description: 'To be entered in Meta’s dashboard' })

const SETTINGS = z
  .strictObject({
    language: z.enum(['en', 'ru']),
    app_id: z.string().optional(),
    has_app_secret: z.boolean(),
    drafts: z
      .strictObject({ provider: z.enum(['gemini', 'openai-compatible']), model: z.string() })
      .optional()
      .openapi({ description: 'Who writes drafts; absent where nobody does' }),
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
    const { publicUrl, language } = deps.config
    const { id: appId, secret } = await deps.accounts.findApp()
    const writer = await deps.drafting?.provider()
    return {
      language,
      has_app_secret: secret !== undefined,
      ...(writer && { drafts: { provider: writer.kind, model: writer.model } }),
      ...(appId !== undefined && { app_id: appId }),
      ...(publicUrl !== undefined && addressesUnder(publicUrl)),
      ...(asksOwner && { webhook_verify_token: (await getVerifyToken(deps)).reveal() }),
    }
  }
  return createRouter()
    .openapi(get, async (c) => c.json(await view(c.get('caller').kind === 'owner'), 200))
    .openapi(change, async (c) => {
      const { app_id: id, app_secret: secret, gemini_api_key: key } = c.req.valid('json')
      if (id !== undefined) await putSetting(store.db, 'app_id', id)
      if (secret !== undefined) await storeSecret(deps.installation, 'app_secret', new Secret(secret))
      if (key !== undefined) await storeSecret(deps.installation, 'gemini_api_key', new Secret(key))
      return c.json(await view(c.get('caller').kind === 'owner'), 200)
    })
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
