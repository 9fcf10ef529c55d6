import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Api, withApi } from '../../test-support/api.ts'
import { person } from '../../test-support/reading.ts'

type Person = ReturnType<typeof person>

const FIELDS = 'id,media_type,text,permalink,timestamp,username,is_verified'

/** What a list says, and what it says where `has_replies`, which may change at any time, forbids to keep it. */
async function readTwice({ get }: Person, edge: string) {
  const kept = await get(`/me/${edge}`, { fields: FIELDS })
  const made = await get(`/me/${edge}`, { fields: `${FIELDS},has_replies` })
  for (const post of made.json.data) delete post.has_replies
  return { kept: kept.json.data, made: made.json.data, cursors: [kept, made].map(cursorsOf) }
}

const cursorsOf = ({ json }: Awaited<ReturnType<Person['get']>>) => json.paging?.cursors

/** All that can change a list of one's own. `anna` is somebody of the sandbox, `who` somebody of its population. */
const CHANGES: Readonly<Record<string, (api: Api, who: Person) => unknown>> = {
  'a post': (_, who) => who.publish(),
  'an old post': (_, who) => who.publish({ age: '9d' }),
  'a ghost post': (_, who) => who.publish({ ghost: true }),
  'a deletion': async ({ sandbox, send }, who) => {
    const id = (await who.get('/me/threads')).json.data?.[0]?.id
    const { access_token } = sandbox.tokens.create({
      user: who.id,
      scopes: ['threads_basic', 'threads_delete'],
    })
    if (id !== undefined)
      await send(`/${id}`, { method: 'DELETE', headers: { authorization: `Bearer ${access_token}` } })
  },
  'another author': ({ sandbox }, who) => {
    const author = sandbox.users.list().find(({ id }) => id === who.id)
    if (author) sandbox.users.put({ username: author.username, verified: !author.verified })
  },
  'a lag': ({ sandbox }) => sandbox.switches.set({ permalinkLag: '30s' }),
  'no lag': ({ control }) => control('switches', { permalinkLag: '0s' }),
  'ghosts shown': ({ sandbox }) => sandbox.switches.set({ ghostPostsInThreads: true }),
  'ghosts not shown': ({ control }) => control('switches', { ghostPostsInThreads: false }),
  'some time': ({ sandbox }) => sandbox.clock.advance('20s'),
  'back in time': ({ sandbox }) => sandbox.clock.set(sandbox.clock.now() - 90_000),
  'a snapshot': ({ sandbox }) => sandbox.snapshot(),
  'a restoration': ({ sandbox }) => sandbox.restore(),
}

test('whatever happens in between, a list is never what it was before', async () => {
  await withApi(
    async (api) => {
      const { sandbox } = api
      const [named = ''] = sandbox.state().population?.usernames.slice(-1) ?? []
      sandbox.users.put({ username: named, tester: true })
      const people = [person(api, 'anna'), person(api, named)]
      people[0]?.publish()
      sandbox.snapshot()
      const changes = fc.array(fc.constantFrom(...Object.keys(CHANGES)), { minLength: 10, maxLength: 25 })
      const edges = fc.constantFrom(['threads'], ['ghost_posts', 'threads'])
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...people), edges, changes, async (who, edges, changes) => {
          sandbox.restore('snapshot-1')
          for (const change of changes) {
            await CHANGES[change]?.(api, who)
            for (const edge of edges) {
              const { kept, made, cursors } = await readTwice(who, edge)
              expect({ change, kept }).toEqual({ change, kept: made })
              expect(cursors[0]).toEqual(cursors[1])
            }
          }
        }),
        { numRuns: 40 },
      )
    },
    { population: { accounts: 40, postsEach: 6 } },
  )
})

test('each caller gets a page with their own token and their own parameters', async () => {
  await withApi(async (api) => {
    const anna = person(api)
    for (let count = 0; count < 3; count += 1) anna.publish()
    const other = api.token({ user: 'anna' })
    for (const token of [anna.token, other]) {
      const { json } = await api.get('/me/threads', {
        access_token: token,
        limit: '2',
        mark: token.slice(-5),
      })
      const next = new URL(json.paging.next).searchParams
      expect([next.get('access_token'), next.get('mark')]).toEqual([token, token.slice(-5)])
    }
  })
})
