/** Seven days, the times of each, and one line to add a time to a day or to several. */
import { type MouseEvent, useRef, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Select } from '../../components/select.tsx'
import { weekdayName } from '../../time/weekday-name.ts'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import {
  DAY_CHOICES,
  type DayChoice,
  keyOf,
  type Slot,
  timesOn,
  WEEKDAYS,
  without,
  withTime,
} from './week.ts'
import { accountWords } from './words.ts'

interface SlotEditorProps {
  readonly slots: readonly Slot[]
  readonly onChange: (slots: readonly Slot[]) => void
}

export function SlotEditor({ slots, onChange }: SlotEditorProps) {
  const words = usePageWords(accountWords)
  const add = useRef<HTMLDivElement>(null)
  const remove = (slot: Slot, event: MouseEvent<HTMLElement>): void => {
    focusNext(event.currentTarget, add.current)
    onChange(without(slots, slot))
  }
  return (
    <fieldset className="grid gap-4">
      <legend className="font-medium">{words.slots}</legend>
      <p className="text-small text-quiet">{words.slotsHint}</p>
      <ul className="grid gap-2">
        {WEEKDAYS.map((weekday) => (
          <Day key={weekday} weekday={weekday} slots={timesOn(slots, weekday)} onRemove={remove} />
        ))}
      </ul>
      <div ref={add}>
        <AddTime onAdd={(choice, time) => onChange(withTime(slots, choice, time))} />
      </div>
    </fieldset>
  )
}

interface DayProps {
  readonly weekday: number
  readonly slots: readonly Slot[]
  readonly onRemove: (slot: Slot, event: MouseEvent<HTMLElement>) => void
}

function Day({ weekday, slots, onRemove }: DayProps) {
  const words = usePageWords(accountWords)
  const { language } = useSpeech()
  const name = weekdayName(weekday, language)
  return (
    <li className="grid grid-cols-[8rem_1fr] items-center gap-x-4">
      <span>{name}</span>
      {slots.length === 0 ? (
        <span className="text-quiet">{words.noSlots}</span>
      ) : (
        <ul className="flex flex-wrap gap-2">
          {slots.map((slot) => (
            <li key={keyOf(slot)}>
              <Button
                aria-label={words.removeSlot(name, slot.time)}
                onClick={(event) => onRemove(slot, event)}
              >
                <span className="tabular-nums">{slot.time}</span>
                <span aria-hidden="true">×</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

function AddTime({ onAdd }: { readonly onAdd: (choice: DayChoice, time: string) => void }) {
  const words = usePageWords(accountWords)
  const { language } = useSpeech()
  const [choice, setChoice] = useState<DayChoice>('every')
  const [time, setTime] = useState('09:00')
  const nameOf = (one: DayChoice): string =>
    typeof one === 'number' ? weekdayName(one, language) : words[one]
  const choose = (value: string): void =>
    setChoice(DAY_CHOICES.find((one) => String(one) === value) ?? 'every')
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Select label={words.slotDay} value={choice} onChange={(event) => choose(event.target.value)}>
        {DAY_CHOICES.map((one) => (
          <option key={one} value={one}>
            {nameOf(one)}
          </option>
        ))}
      </Select>
      <Field
        label={words.slotTime}
        type="time"
        value={time}
        onChange={(event) => setTime(event.target.value)}
      />
      <Button onClick={() => time !== '' && onAdd(choice, time)}>{words.addSlot}</Button>
    </div>
  )
}

/** Before it goes: the next one, else the one before, else where one is added. */
function focusNext(gone: HTMLElement, otherwise: HTMLElement | null): void {
  const item = gone.closest('li')
  const next = item?.nextElementSibling ?? item?.previousElementSibling ?? otherwise
  next?.querySelector<HTMLElement>('button, select')?.focus()
}
