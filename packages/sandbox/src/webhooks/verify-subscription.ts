/** Before an app is told anything, it shows that the callback is its own: it echoes the challenge (threads-api.md §7). */
import { callApp } from '../callbacks/call-app.ts'
import { SandboxMistake } from '../mistake.ts'
import { DIGITS } from '../random.ts'
import type { World } from '../world.ts'

/** @throws SandboxMistake that says how the receiver failed. */
export async function verifySubscription(
  world: World,
  { url, verify_token }: { readonly url: string; readonly verify_token: string },
): Promise<void> {
  const challenge = world.random.text(10, DIGITS)
  const answer = await callApp(world, withHandshake(url, verify_token, challenge), {})
  const problem = problemOf(answer, challenge)
  if (problem === undefined) return
  throw new SandboxMistake(
    `the webhook was not subscribed: ${url.replace(/\?.*$/s, '')} ${problem}; ` +
      'a GET with the right hub.verify_token must be answered with 200 and hub.challenge as the whole body',
  )
}

function withHandshake(callback: string, verifyToken: string, challenge: string): string {
  const url = new URL(callback)
  url.searchParams.set('hub.mode', 'subscribe')
  url.searchParams.set('hub.challenge', challenge)
  url.searchParams.set('hub.verify_token', verifyToken)
  return url.href
}

function problemOf(answer: Awaited<ReturnType<typeof callApp>>, challenge: string): string | undefined {
  if (answer.kind === 'failed') return `could not be reached (${answer.reason})`
  if (answer.status !== 200) return `answered ${answer.status}`
  if (answer.body !== challenge) return `answered something else than hub.challenge`
  return undefined
}
