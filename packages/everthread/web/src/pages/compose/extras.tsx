/** What belongs to the post as a whole, and is seldom needed. */
import type { Dispatch } from 'react'
import { Field } from '../../components/field.tsx'
import { Select } from '../../components/select.tsx'
import { usePageWords } from '../../words/in-both.ts'
import { type EditorEvent, type Extras as All, REPLY_CONTROLS } from './editor.ts'
import { composeWords } from './words.ts'

const MOST_OPTIONS = 4

interface ExtrasProps {
  readonly extras: All
  readonly dispatch: Dispatch<EditorEvent>
}

export function Extras({ extras, dispatch }: ExtrasProps) {
  const words = usePageWords(composeWords)
  const set = (change: Partial<All>): void => dispatch({ kind: 'set', extras: change })
  return (
    <details>
      <summary className="control -ml-4 cursor-pointer text-accent">{words.more}</summary>
      <div className="grid gap-4 pt-2 sm:grid-cols-2">
        <Field
          label={words.topic}
          value={extras.topic}
          onChange={({ target }) => set({ topic: target.value })}
        />
        <Select
          label={words.replyControl}
          value={extras.replyControl}
          onChange={({ target }) =>
            set({ replyControl: REPLY_CONTROLS.find((one) => one === target.value) ?? 'everyone' })
          }
        >
          {REPLY_CONTROLS.map((one) => (
            <option key={one} value={one}>
              {words.replies[one]}
            </option>
          ))}
        </Select>
        <Field
          label={words.link}
          type="url"
          value={extras.link}
          onChange={({ target }) => set({ link: target.value })}
        />
        <Field
          label={words.quote}
          inputMode="numeric"
          value={extras.quote}
          onChange={({ target }) => set({ quote: target.value })}
        />
        <Field label={words.gif} value={extras.gif} onChange={({ target }) => set({ gif: target.value })} />
        <div className="grid content-end gap-2">
          <Check label={words.ghost} isOn={extras.isGhost} set={(isGhost) => set({ isGhost })} />
          <Check label={words.spoiler} isOn={extras.isSpoiler} set={(isSpoiler) => set({ isSpoiler })} />
        </div>
        <Poll poll={extras.poll} set={(poll) => set({ poll })} />
      </div>
    </details>
  )
}

function Poll({
  poll,
  set,
}: {
  readonly poll: All['poll']
  readonly set: (poll: readonly string[]) => void
}) {
  const words = usePageWords(composeWords)
  const options = Array.from({ length: MOST_OPTIONS }, (_, index) => poll[index] ?? '')
  return (
    <fieldset className="grid gap-2 sm:col-span-2 sm:grid-cols-2">
      <legend className="font-medium">{words.poll}</legend>
      <p className="text-small text-quiet sm:col-span-2">{words.pollHint}</p>
      {options.map((option, index) => (
        <input
          // Four places, which never change.
          key={`option ${index + 1}`}
          aria-label={words.option(index + 1)}
          placeholder={words.option(index + 1)}
          value={option}
          onChange={({ target }) => set(options.with(index, target.value))}
          className="field"
        />
      ))}
    </fieldset>
  )
}

interface CheckProps {
  readonly label: string
  readonly isOn: boolean
  readonly set: (isOn: boolean) => void
}

function Check({ label, isOn, set }: CheckProps) {
  return (
    <label className="flex items-center gap-2">
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ target }) => set(target.checked)}
        className="size-5 accent-accent"
      />
      {label}
    </label>
  )
}
