/** One part: its words, how full it is, its pictures, and where it stands among the others. */
import { type Dispatch, type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { Button } from '../../components/button.tsx'
import { usePageWords } from '../../words/in-both.ts'
import { Counter } from './counter.tsx'
import type { EditorEvent, EditorPart } from './editor.ts'
import { fillOf } from './fill.ts'
import { MediaList } from './media-list.tsx'
import { composeWords } from './words.ts'

interface PartCardProps {
  readonly part: EditorPart
  /** From 1. */
  readonly number: number
  readonly count: number
  readonly hasFocus: boolean
  readonly dispatch: Dispatch<EditorEvent>
}

export function PartCard({ part, number, count, hasFocus, dispatch }: PartCardProps) {
  const words = usePageWords(composeWords)
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (hasFocus) field.current?.focus()
  }, [hasFocus])
  const { key, text } = part
  const canSplit = /^---[ \t]*$/m.test(text) || fillOf(text).standing === 'over'
  const move = (by: number): void => dispatch({ kind: 'moved', key, to: number - 1 + by })
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    move(event.key === 'ArrowUp' ? -1 : 1)
  }
  return (
    <li className="grid gap-3 rounded-card border border-line bg-card p-4">
      <label htmlFor={id} className="font-medium">
        {words.part(number, count)}
      </label>
      <textarea
        ref={field}
        id={id}
        value={text}
        rows={Math.max(4, Math.min(14, text.split('\n').length + 1))}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => dispatch({ kind: 'wrote', key, text: target.value })}
        onKeyDown={onKeyDown}
        className="field resize-y"
      />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <Counter text={text} />
        <span id={`${id}-hint`} className="text-small text-quiet">
          {words.partHint}
        </span>
      </div>
      <MediaList part={part} dispatch={dispatch} />
      <div className="flex flex-wrap gap-2">
        {canSplit && (
          <Button look="main" onClick={() => dispatch({ kind: 'split', key })}>
            {words.split}
          </Button>
        )}
        {count > 1 && (
          <>
            <Button aria-label={words.up(number)} disabled={number === 1} onClick={() => move(-1)}>
              ↑
            </Button>
            <Button aria-label={words.down(number)} disabled={number === count} onClick={() => move(1)}>
              ↓
            </Button>
            <Button onClick={() => dispatch({ kind: 'removed', key })}>{words.removePart(number)}</Button>
          </>
        )}
      </div>
    </li>
  )
}
