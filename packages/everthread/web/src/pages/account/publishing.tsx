/** How an account publishes: by which clock, at which hours, and what becomes of what was missed. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client.ts'
import { read } from '../../api/problem.ts'
import { Button } from '../../components/button.tsx'
import { Trouble } from '../../components/notice.tsx'
import { ReadState } from '../../components/read-state.tsx'
import { Section } from '../../components/section.tsx'
import { Select } from '../../components/select.tsx'
import { ZoneSelect } from '../../components/zone-select.tsx'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import { publishingQuery, type Queue } from './queries.ts'
import { SlotEditor } from './slot-editor.tsx'
import type { Slot } from './week.ts'
import { accountWords } from './words.ts'

interface Publishes {
  readonly queue: Queue
  readonly slots: readonly Slot[]
}

export function Publishing({ id }: { readonly id: string }) {
  const words = usePageWords(accountWords)
  const query = useQuery(publishingQuery(id))
  return (
    <Section title={words.publishing}>
      <ReadState query={query}>{(saved) => <PublishingForm id={id} saved={saved} />}</ReadState>
    </Section>
  )
}

/** What is being written stays as it is, also when what was saved is read again meanwhile. */
function PublishingForm({ id, saved }: { readonly id: string; readonly saved: Publishes }) {
  const words = usePageWords(accountWords)
  const [draft, setDraft] = useState<Publishes>()
  const save = useSave(id, () => setDraft(undefined))
  const { queue, slots } = draft ?? saved
  const setQueue = (change: Partial<Queue>): void => setDraft({ queue: { ...queue, ...change }, slots })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    save.mutate({ queue, slots })
  }
  return (
    <form onSubmit={submit} className="grid gap-6">
      <ZoneSelect
        label={words.zone}
        hint={words.zoneHint}
        value={queue.zone}
        onChange={(zone) => setQueue({ zone })}
      />
      <SlotEditor slots={slots} onChange={(next) => setDraft({ queue, slots: next })} />
      <Missed queue={queue} onChange={setQueue} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="main" busy={save.isPending ? words.saving : undefined}>
          {words.save}
        </Button>
        <span role="status" className="text-quiet">
          {draft ? words.unsaved : save.isSuccess && words.saved}
        </span>
      </div>
      {save.isError && <Trouble error={save.error} />}
    </form>
  )
}

function useSave(id: string, onSaved: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ queue, slots }: Publishes) => {
      const param = { id }
      const { zone, missed, late_limit_ms } = queue
      await read(api.accounts[':id'].queue.$patch({ param, json: { zone, missed, late_limit_ms } }))
      await read(api.accounts[':id'].slots.$put({ param, json: { slots: [...slots] } }))
    },
    onSuccess: async () => {
      await client.invalidateQueries(publishingQuery(id))
      onSaved()
    },
  })
}

interface MissedProps {
  readonly queue: Queue
  readonly onChange: (change: Partial<Queue>) => void
}

const HOUR_MS = 3_600_000
const LIMIT_HOURS = [0.25, 1, 3, 6, 12, 24, 72, 168]

function Missed({ queue, onChange }: MissedProps) {
  const words = usePageWords(accountWords)
  const { language } = useSpeech()
  const limits = [...new Set([...LIMIT_HOURS.map((hours) => hours * HOUR_MS), queue.late_limit_ms])]
  return (
    <div className="grid items-end gap-4 sm:grid-cols-2">
      <Select
        label={words.limit}
        value={queue.late_limit_ms}
        onChange={(event) => onChange({ late_limit_ms: Number(event.target.value) })}
      >
        {limits
          .toSorted((a, b) => a - b)
          .map((ms) => (
            <option key={ms} value={ms}>
              {spanOf(ms, language)}
            </option>
          ))}
      </Select>
      <Select
        label={words.missed}
        value={queue.missed}
        onChange={(event) => onChange({ missed: event.target.value === 'publish' ? 'publish' : 'hold' })}
      >
        <option value="hold">{words.missedHow.hold}</option>
        <option value="publish">{words.missedHow.publish}</option>
      </Select>
    </div>
  )
}

function spanOf(ms: number, language: string): string {
  const hours = ms / HOUR_MS
  const [count, unit] =
    hours < 1 ? [hours * 60, 'minute'] : hours % 24 === 0 ? [hours / 24, 'day'] : [hours, 'hour']
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
}
