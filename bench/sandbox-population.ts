/** The sandbox with 100,000 accounts and a million posts: what it holds in memory, how soon it is there, how fast it answers. */
import { besideBareServer, type Comparison } from './beside-bare-server.ts'
import { benchCreation } from './creation.ts'
import type { Figure } from './figure.ts'
import { getRequest, postRequest, type Talk } from './keep-asking.ts'
import type { BenchOptions } from './main.ts'
import { residentMegabytes } from './resident-memory.ts'
import { type SandboxProcess, startSandboxProcess } from './sandbox-process.ts'

const POPULATION = { accounts: 100_000, postsEach: 10 }
const LISTS_READ = 2_000
const LIST = '/v1.0/me/threads?fields=id,media_type,text,permalink,timestamp,username'
const LIST_OF_IDS = '/v1.0/me/threads?fields=id'

export async function benchSandboxPopulation({ quick }: BenchOptions): Promise<Figure[]> {
  const rounds = quick ? 2 : 10
  await using sandbox = await startSandboxProcess()
  await sandbox.order('population', POPULATION)
  // Of the population nobody is a tester of the app.
  await sandbox.order('apps', { app_id: sandbox.appId, live: true })
  const atStart = memory(sandbox, 'sandbox, 1 M posts, memory at the start')
  const tokens = await readManyLists(sandbox)
  return [
    atStart,
    memory(sandbox, `sandbox, 1 M posts, memory after ${LISTS_READ} lists`),
    await benchCreation('createSandbox() with 1 M posts', { population: POPULATION }, quick ? 20 : 200),
    await lists(sandbox, tokens, {
      what: 'sandbox, GET /me/threads',
      path: LIST_OF_IDS,
      rounds,
      atLeast: 0.4,
    }),
    await lists(sandbox, tokens, {
      what: 'sandbox, GET /me/threads, six fields',
      path: LIST,
      rounds,
      atLeast: 0.4,
    }),
    await publishing(sandbox, tokens, rounds),
  ]
}

function memory({ pid }: SandboxProcess, what: string): Figure {
  return { what, value: residentMegabytes(pid), unit: 'MB', atMost: 200 }
}

/** The lists of that many people. Returns their tokens. */
async function readManyLists(sandbox: SandboxProcess): Promise<readonly string[]> {
  const tokens: string[] = []
  for (const username of await findPeople(sandbox)) {
    const token = await sandbox.issueToken(username)
    const response = await fetch(`${sandbox.url}${LIST}&access_token=${token}`)
    const answer = await response.text()
    if (!response.ok) throw new Error(`the list of ${username}: ${response.status} ${answer}`)
    tokens.push(token)
  }
  return tokens
}

/** Who wrote of coffee, looked for from ever earlier moments of the population's month. */
async function findPeople(sandbox: SandboxProcess): Promise<readonly string[]> {
  const token = await sandbox.issueToken('anna', ['threads_basic', 'threads_keyword_search'])
  const people = new Set<string>()
  let until = Math.floor(Date.now() / 1000)
  while (people.size < LISTS_READ) {
    until -= 6 * 3600
    const query = `q=coffee&search_type=RECENT&fields=username&limit=50&until=${until}&access_token=${token}`
    const response = await fetch(`${sandbox.url}/v1.0/keyword_search?${query}`)
    const { data } = (await response.json()) as { readonly data?: readonly { readonly username: string }[] }
    if (!data || data.length === 0) throw new Error(`only ${people.size} people found: ${response.status}`)
    for (const { username } of data) people.add(username)
  }
  return [...people].slice(0, LISTS_READ)
}

/** Of many people in turn: no list is read twice in a row. */
async function lists(
  sandbox: SandboxProcess,
  tokens: readonly string[],
  { path, ...rest }: Pick<Comparison, 'what' | 'rounds' | 'atLeast'> & { readonly path: string },
): Promise<Figure> {
  const pathOf = (token: string | undefined) => `${path}&access_token=${token}`
  let asked = 0
  return await besideBareServer({
    ...rest,
    url: sandbox.url,
    answer: await fetch(sandbox.url + pathOf(tokens[0])),
    talk: () => () => getRequest(pathOf(tokens[(asked += 1) % tokens.length])),
  })
}

/** Every other request publishes what the one before made. Each person as often as the quota of a day allows. */
async function publishing(
  sandbox: SandboxProcess,
  tokens: readonly string[],
  rounds: number,
): Promise<Figure> {
  let published = 0
  const talk = (): Talk => {
    let token: string | undefined
    return (answer) => {
      const made = token === undefined ? undefined : /\{"id":"(\d+)"\}$/.exec(answer)?.[1]
      if (made !== undefined) {
        const form = `creation_id=${made}&access_token=${token}`
        token = undefined
        return postRequest('/v1.0/me/threads_publish', form)
      }
      token = tokens[(published += 1) % tokens.length]
      return postRequest('/v1.0/me/threads', `media_type=TEXT&text=Good+morning&access_token=${token}`)
    }
  }
  const body = new URLSearchParams({ media_type: 'TEXT', text: 'x', access_token: sandbox.token })
  return await besideBareServer({
    what: 'sandbox, POST /me/threads and /me/threads_publish',
    url: sandbox.url,
    answer: await fetch(`${sandbox.url}/v1.0/me/threads`, { method: 'POST', body }),
    talk,
    rounds,
    atLeast: 0.4,
  })
}
