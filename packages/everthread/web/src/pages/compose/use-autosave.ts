/**
 * Keeps what is written: at once in this browser, and a moment after the last key as a draft with the service. The latest wins;
 * what another window wrote meanwhile is not written over without a question.
 */
import { useEffect, useRef, useState } from 'react'
import { api } from '../../api/client.ts'
import { ApiProblem, read } from '../../api/problem.ts'
import type { Post } from '../../api/queries.ts'
import { after } from '../../time/server-clock.ts'
import { partsOf } from './content.ts'
import { type Draft, isEmpty } from './editor.ts'
import { forgetLocally, keepLocally } from './kept-locally.ts'
import type { Finding, Written } from './queries.ts'

export type Saving =
  | { readonly kind: 'nothing' | 'saving' | 'away' }
  | { readonly kind: 'saved'; readonly post: Post; readonly findings: readonly Finding[] }
  | { readonly kind: 'conflict' }

const PAUSE_MS = 800

export interface Autosave {
  readonly saving: Saving
  /** Saves what is there now; nothing where it cannot be saved. */
  readonly flush: () => Promise<Written | undefined>
  /** The post as another call left it. */
  readonly goOnFrom: (post: Post) => void
  /** Over the other window's version. */
  readonly overwrite: () => Promise<void>
  /** The other window's version, from which this one goes on. */
  readonly take: () => Promise<Post | undefined>
}

interface Work {
  post: Pick<Post, 'id' | 'version'> | undefined
  draft: Draft
  running: Promise<Written | undefined> | undefined
  isStale: boolean
}

/** `start`: the post that is edited; absent for a new one. */
export function useAutosave(accountId: string, draft: Draft, start?: Post): Autosave {
  const [saving, setSaving] = useState<Saving>({ kind: 'nothing' })
  const work = useRef<Work>({ post: start, draft, running: undefined, isStale: false })
  const first = useRef(draft)

  const save = async (): Promise<Written | undefined> => {
    const state = work.current
    state.isStale = false
    if (isEmpty(state.draft) && !state.post) return undefined
    setSaving({ kind: 'saving' })
    try {
      const parts = partsOf(state.draft)
      const written = state.post
        ? await read(
            api.posts[':id'].$patch({
              param: { id: state.post.id },
              json: { version: state.post.version, parts },
            }),
          )
        : await read(api.posts.$post({ json: { account_id: accountId, parts } }))
      forgetLocally(start?.id)
      state.post = written.post
      setSaving({ kind: 'saved', post: written.post, findings: written.findings })
      return written
    } catch (error) {
      setSaving({ kind: isConflict(error) ? 'conflict' : 'away' })
      return undefined
    }
  }

  /** One at a time, and once more where something was written meanwhile. */
  const flush = async (): Promise<Written | undefined> => {
    const state = work.current
    await state.running
    state.running = save()
    return state.running
  }

  useEffect(() => {
    const state = work.current
    state.draft = draft
    if (draft === first.current) return undefined
    keepLocally(start?.id, draft)
    if (start && isLive(start)) return undefined
    state.isStale = true
    return after(PAUSE_MS, () => {
      if (state.isStale) void flush()
    })
    // What is written is all that begins a save.
  }, [draft])

  const take = async (): Promise<Post | undefined> => {
    const { post } = work.current
    if (!post) return undefined
    const theirs = await read(api.posts[':id'].$get({ param: { id: post.id } }))
    work.current.post = theirs
    forgetLocally(start?.id)
    return theirs
  }
  const overwrite = async (): Promise<void> => {
    await take()
    await flush()
  }
  const goOnFrom = (post: Post): void => {
    work.current.post = post
  }
  return { saving, flush, overwrite, take, goOnFrom }
}

const LIVE: ReadonlySet<Post['state']> = new Set(['scheduled', 'preparing', 'ready'])

/** It may go out at any moment: half a sentence must not. It is saved when its owner says so. */
export function isLive({ state }: Pick<Post, 'state'>): boolean {
  return LIVE.has(state)
}

function isConflict(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === 'version-conflict'
}
