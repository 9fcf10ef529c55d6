/** What everybody sees, as the sandbox's control plane shows it. */
import type { Sandbox } from '@everthread/sandbox'
import type { Live } from './complaints.ts'

interface SandboxPost {
  readonly id: string
  readonly username: string
  readonly text: string
  readonly timestamp: string
  readonly replied_to?: { readonly id: string }
}

/** It shows the last hundred of each person. */
const SHOWN = 100

/** Each person's, oldest first. */
export async function readLive(sandbox: Sandbox, usernames: readonly string[]): Promise<Live[]> {
  return (await Promise.all(usernames.map((username) => readOf(sandbox, username)))).flat()
}

async function readOf({ url }: Sandbox, username: string): Promise<Live[]> {
  const response = await fetch(`${url}/__sandbox/posts?user=${username}`)
  const { posts } = (await response.json()) as { readonly posts: readonly SandboxPost[] }
  if (posts.length >= SHOWN) throw new Error(`${username} may have more posts than are shown`)
  return posts.toReversed().map(toLive)
}

function toLive({ id, username, text, timestamp, replied_to: parent }: SandboxPost): Live {
  return { id, username, text, at: Date.parse(timestamp), ...(parent && { parentId: parent.id }) }
}
