/** Where posts are written: parts as cards, a likeness beside them, saved while one writes. */
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useReducer, useRef, useState } from 'react'
import { Link, useParams } from 'wouter'
import { type Account, accountsQuery, type Post } from '../../api/queries.ts'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { Page } from '../../components/page.tsx'
import { ReadState } from '../../components/read-state.tsx'
import { Select } from '../../components/select.tsx'
import { toMillis, useNow } from '../../time/server-clock.ts'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import { draftOf, isWhollyShown } from './content.ts'
import { type Draft, edit, editorOf, EMPTY } from './editor.ts'
import { Extras } from './extras.tsx'
import { Findings } from './findings.tsx'
import { keptLocally } from './kept-locally.ts'
import { PartCard } from './part-card.tsx'
import { Preview } from './preview.tsx'
import { Propose } from './propose.tsx'
import { postQuery, type Written } from './queries.ts'
import { SaveState } from './save-state.tsx'
import type { WhenChoice } from './schedule.ts'
import { Send } from './send.tsx'
import { isLive, useAutosave } from './use-autosave.ts'
import { composeWords } from './words.ts'

export function Compose() {
  const words = usePageWords(composeWords)
  const [round, setRound] = useState(0)
  const query = useQuery(accountsQuery)
  return (
    <Page title={words.title} width="wide">
      <ReadState query={query}>
        {({ accounts }) => <Writing key={round} accounts={accounts} onAnother={() => setRound(round + 1)} />}
      </ReadState>
    </Page>
  )
}

const EDITABLE: ReadonlySet<Post['state']> = new Set([
  'draft',
  'scheduled',
  'preparing',
  'ready',
  'held',
  'failed',
  'cancelled',
])

/** `/posts/:id/edit` */
export function EditPost() {
  const words = usePageWords(composeWords)
  const { id = '' } = useParams()
  const accounts = useQuery(accountsQuery)
  const query = useQuery(postQuery(id))
  return (
    <Page title={words.editTitle} width="wide">
      <ReadState query={query}>
        {(post) => {
          if (!EDITABLE.has(post.state)) return <p>{words.locked}</p>
          if (!isWhollyShown(post))
            return (
              <p>
                {words.elsewhere} <code>{post.id}</code>
              </p>
            )
          return (
            <ReadState query={accounts}>
              {(kept) => <Writing accounts={kept.accounts} post={post} />}
            </ReadState>
          )
        }}
      </ReadState>
    </Page>
  )
}

interface WritingProps {
  readonly accounts: readonly Account[]
  readonly post?: Post
  readonly onAnother?: () => void
}

function Writing({ accounts, post, onAnother }: WritingProps) {
  const words = usePageWords(composeWords)
  const [accountId, setAccountId] = useState(post?.account_id ?? accounts[0]?.account.account_id)
  const account = accounts.find((one) => one.account.account_id === accountId)
  if (!account || accountId === undefined) return <p className="text-quiet">{words.noAccount}</p>
  return (
    <>
      {accounts.length > 1 && !post && (
        <div className="max-w-xs">
          <Select
            label={words.account}
            value={accountId}
            onChange={({ target }) => setAccountId(target.value)}
          >
            {accounts.map(({ account: one }) => (
              <option key={one.account_id} value={one.account_id}>
                {one.username === undefined ? one.account_id : `@${one.username}`}
              </option>
            ))}
          </Select>
        </div>
      )}
      <EditorOf key={accountId} account={account} {...(post && { post })} {...(onAnother && { onAnother })} />
    </>
  )
}

interface Sent {
  readonly when: WhenChoice
  readonly written: Written | undefined
}

type EditorOfProps = Pick<WritingProps, 'post' | 'onAnother'> & { readonly account: Account }

function EditorOf({ account, post, onAnother }: EditorOfProps) {
  const words = usePageWords(composeWords)
  const accountId = account.account.account_id
  const [recovered] = useState(() => keptLocally(post?.id))
  const [editor, dispatch] = useReducer(edit, recovered ?? (post ? draftOf(post) : EMPTY), editorOf)
  const [sent, setSent] = useState<Sent>()
  const form = useRef<HTMLFormElement>(null)
  const { parts, extras } = editor
  const draft = useDraft(parts, extras)
  const { saving, flush, overwrite, take, goOnFrom } = useAutosave(accountId, draft, post)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    form.current?.requestSubmit()
  }
  const isOut = sent?.written !== undefined && (sent.written.kept_as === 'saved' || sent.when === 'draft')
  if (sent && isOut) return <Done sent={sent} {...(onAnother && { onAnother })} />
  const findings = sent?.written?.findings ?? (saving.kind === 'saved' ? saving.findings : undefined)
  return (
    <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]" onKeyDown={onKeyDown}>
      <div className="grid content-start gap-4">
        {recovered && <p className="text-small text-quiet">{words.recovered}</p>}
        <ol className="grid gap-4">
          {parts.map((part, index) => (
            <PartCard
              key={part.key}
              part={part}
              number={index + 1}
              count={parts.length}
              hasFocus={editor.focus === part.key}
              dispatch={dispatch}
            />
          ))}
        </ol>
        <div className="flex flex-wrap items-center gap-2">
          <Button onClick={() => dispatch({ kind: 'added' })}>{words.addPart}</Button>
          {parts.length > 1 && <Button onClick={() => dispatch({ kind: 'joined' })}>{words.join}</Button>}
          {editor.before && (
            <span role="status" className="flex items-center text-small text-quiet">
              {words.removed}
              <Button look="quiet" onClick={() => dispatch({ kind: 'undone' })}>
                {words.undo}
              </Button>
            </span>
          )}
        </div>
        <Propose accountId={accountId} onTake={(texts) => dispatch({ kind: 'taken', texts })} />
        <Extras extras={extras} dispatch={dispatch} />
        {sent?.written && (
          <Notice standing="late">
            <p>{words.refused}</p>
          </Notice>
        )}
        <Send
          accountId={accountId}
          form={form}
          flush={flush}
          isLive={post !== undefined && isLive(post)}
          onSent={(outcome) => {
            if (outcome.written) goOnFrom(outcome.written.post)
            setSent(outcome)
          }}
        />
        <SaveState
          saving={saving}
          onOverwrite={() => void overwrite()}
          onTake={() =>
            void take().then((theirs) => theirs && dispatch({ kind: 'replaced', draft: draftOf(theirs) }))
          }
        />
        {findings && <Findings findings={findings} />}
        <p className="text-small text-quiet">{words.shortcuts}</p>
      </div>
      <Preview draft={draft} account={account} />
    </div>
  )
}

/** The same object while nothing was changed: what is saved is compared by it. */
function useDraft(parts: Draft['parts'], extras: Draft['extras']): Draft {
  const kept = useRef<Draft>({ parts, extras })
  if (kept.current.parts !== parts || kept.current.extras !== extras) kept.current = { parts, extras }
  return kept.current
}

function Done({ sent, onAnother }: { readonly sent: Sent; readonly onAnother?: () => void }) {
  const { spoken } = useSpeech()
  const words = usePageWords(composeWords)
  const now = useNow()
  const plan = sent.written?.post.plan
  const said =
    sent.when === 'draft'
      ? words.kept
      : sent.when === 'now' || !plan
        ? words.published
        : words.scheduled(spoken.moment(toMillis(plan.at), now))
  return (
    <div role="status" className="grid gap-4">
      <Notice standing="good">
        <p>{said}</p>
      </Notice>
      <p className="flex flex-wrap items-center gap-4">
        <Link href="/queue" className="text-accent underline">
          {words.toQueue}
        </Link>
        {onAnother && <Button onClick={onAnother}>{words.another}</Button>}
      </p>
    </div>
  )
}
