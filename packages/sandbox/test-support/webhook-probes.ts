/** What the switches of webhooks decide, observed from outside: each must differ between the positions of its switch. */
import { SCOPES } from '../src/entities/scopes.ts'
import type { DeliveryView } from '../src/index.ts'
import type { WEBHOOK_SWITCHES } from '../src/switches/webhook-switches.ts'
import { instantFrom } from '../src/time/clock.ts'
import { signatureOf } from '../src/webhooks/signature.ts'
import type { Api } from './api.ts'
import { startReceiver } from './receiver.ts'

type Probe = (api: Api) => Promise<unknown>

/** What is on its way after anna has answered herself. */
async function deliveriesOf({ sandbox, token }: Api, url: string): Promise<readonly DeliveryView[]> {
  token({ scopes: SCOPES })
  await sandbox.webhooks.subscribe({ url, verify_token: 'x', fields: ['replies', 'publish'] })
  const { id } = sandbox.posts.create({ user: 'anna', text: 'a post' })
  sandbox.posts.create({ user: 'anna', text: 'a reply', reply_to: id })
  return sandbox.webhooks.deliveries()
}

async function withReceiver<T>(
  use: (receiver: Awaited<ReturnType<typeof startReceiver>>) => Promise<T>,
): Promise<T> {
  const receiver = await startReceiver()
  try {
    return await use(receiver)
  } finally {
    await receiver.close()
  }
}

export const WEBHOOK_PROBES: Readonly<Record<keyof typeof WEBHOOK_SWITCHES, Probe>> = {
  webhookSecret: (api) =>
    withReceiver(async ({ url, calls }) => {
      await deliveriesOf(api, url)
      api.sandbox.clock.advance('5s')
      await api.sandbox.webhooks.settled()
      const { headers, body } = calls.at(-1) ?? {}
      return headers?.['x-hub-signature-256'] === signatureOf(String(body), api.sandbox.appSecret)
    }),
  webhookDelay: (api) =>
    withReceiver(async ({ url }) => {
      const [first] = await deliveriesOf(api, url)
      return instantFrom(first?.next_attempt_at ?? 0) - api.sandbox.clock.now() < 5000
    }),
  webhookOwnReplies: (api) =>
    withReceiver(async ({ url }) => (await deliveriesOf(api, url)).map(({ field }) => field)),
}
