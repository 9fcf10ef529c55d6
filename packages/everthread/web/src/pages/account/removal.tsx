/** The way out: what goes with an account, what stays, and where. */
import { type UseMutationResult, useQuery } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { Link } from 'wouter'
import type { api } from '../../api/client.ts'
import { type Account, queueQuery } from '../../api/queries.ts'
import { Button } from '../../components/button.tsx'
import { Confirm, useConfirm } from '../../components/confirm.tsx'
import { Trouble } from '../../components/notice.tsx'
import { Page } from '../../components/page.tsx'
import { Section } from '../../components/section.tsx'
import { usePageWords } from '../../words/in-both.ts'
import { historyQuery } from './queries.ts'
import { accountWords } from './words.ts'

export type RemovedAnswer = InferResponseType<(typeof api.accounts)[':id']['$delete'], 200>

interface RemovalProps {
  readonly account: Account
  readonly name: string
  readonly removal: UseMutationResult<RemovedAnswer, Error, void>
}

export function Removal({ account, name, removal }: RemovalProps) {
  const words = usePageWords(accountWords)
  const { dialog, ask } = useConfirm()
  return (
    <Section title={words.remove} text={words.removeText}>
      <div>
        <Button busy={removal.isPending ? words.removing : undefined} onClick={ask}>
          {words.remove}
        </Button>
      </div>
      {removal.isError && <Trouble error={removal.error} />}
      <Confirm
        dialog={dialog}
        title={words.removeTitle(name)}
        action={words.remove}
        onConfirm={() => removal.mutate()}
      >
        <WhatGoes account={account} />
      </Confirm>
    </Section>
  )
}

function WhatGoes({ account }: { readonly account: Account }) {
  const words = usePageWords(accountWords)
  const id = account.account.account_id
  const tokens = useQuery(historyQuery(id)).data?.generations.length
  const posts = useQuery(queueQuery).data?.posts.filter((post) => post.account_id === id).length
  return (
    <div className="grid gap-3">
      <List
        title={words.goes}
        items={[
          ...(tokens === undefined ? [] : [words.goesTokens(tokens)]),
          ...(posts === undefined ? [] : [words.goesPosts(posts)]),
          words.goesRest,
        ]}
      />
      <List
        title={words.stays}
        items={[
          ...account.sinks.map(({ path }) => words.staysFile(path)),
          words.staysAtMeta,
          words.staysPublished,
        ]}
      />
    </div>
  )
}

function List({ title, items }: { readonly title: string; readonly items: readonly string[] }) {
  return (
    <div>
      <h3 className="font-medium">{title}</h3>
      <ul className="list-disc pl-6">
        {items.map((item) => (
          <li key={item} className="break-words">
            {item}
          </li>
        ))}
      </ul>
    </div>
  )
}

export function Removed({ name, removed }: { readonly name: string; readonly removed: RemovedAnswer }) {
  const words = usePageWords(accountWords)
  const { posts, stays } = removed
  return (
    <Page title={`${name}: ${words.removed}`}>
      {posts > 0 && <p>{words.removedPosts(posts)}</p>}
      <List
        title={words.stays}
        items={[...stays.files.map(({ path }) => words.staysFile(path)), ...stays.copies, ...stays.notes]}
      />
      <p>
        <Link href="/" className="text-accent underline">
          {words.home}
        </Link>
      </p>
    </Page>
  )
}
