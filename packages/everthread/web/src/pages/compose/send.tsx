/** When it goes out, and that it does. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type RefObject, useState } from 'react'
import { api } from '../../api/client.ts'
import { read } from '../../api/problem.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Trouble } from '../../components/notice.tsx'
import { Select } from '../../components/select.tsx'
import { now } from '../../time/server-clock.ts'
import { usePageWords } from '../../words/in-both.ts'
import { queueOf, type Written } from './queries.ts'
import { type Choice, type WhenChoice, whenOf, WHENS } from './schedule.ts'
import { composeWords } from './words.ts'

interface SendProps {
  readonly accountId: string
  readonly form: RefObject<HTMLFormElement | null>
  /** Saves what is there; nothing goes out that was not. */
  readonly flush: () => Promise<Written | undefined>
  /** Whether it is in the queue already. */
  readonly isLive: boolean
  readonly onSent: (sent: { readonly when: WhenChoice; readonly written: Written | undefined }) => void
}

export function Send({ accountId, form, flush, isLive, onSent }: SendProps) {
  const words = usePageWords(composeWords)
  const client = useQueryClient()
  const { data: queue } = useQuery(queueOf(accountId))
  const [choice, setChoice] = useState<Choice>({ when: isLive ? 'same' : 'next_slot', wall: '' })
  const zone = queue?.zone ?? 'UTC'
  const choices = WHENS.filter((one) => (isLive ? one !== 'draft' : one !== 'same'))
  const send = useMutation({
    mutationFn: async () => {
      const saved = await flush()
      const when = whenOf(choice, { now: now(), zone })
      if (!saved || !when) return saved
      const { post } = saved
      const json = { version: post.version, when }
      return read(api.posts[':id'].schedule.$post({ param: { id: post.id }, json }))
    },
    onSuccess: (written) => onSent({ when: choice.when, written }),
    onSettled: () => client.invalidateQueries({ queryKey: ['posts'] }),
  })
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault()
        if (!send.isPending) send.mutate()
      }}
      className="grid gap-4"
    >
      <div className="flex flex-wrap items-end gap-4">
        <Select
          label={words.when}
          value={choice.when}
          onChange={({ target }) =>
            setChoice({ ...choice, when: WHENS.find((one) => one === target.value) ?? 'draft' })
          }
        >
          {choices.map((one) => (
            <option key={one} value={one}>
              {words.whens[one]}
            </option>
          ))}
        </Select>
        {choice.when === 'at' && (
          <Field
            label={words.time}
            hint={words.zone(zone)}
            type="datetime-local"
            required
            value={choice.wall}
            onChange={({ target }) => setChoice({ ...choice, wall: target.value.slice(0, 16) })}
          />
        )}
        <Button type="submit" look="main" busy={send.isPending ? words.sending : undefined}>
          {words.send[choice.when]}
        </Button>
      </div>
      {send.isError && <Trouble error={send.error} />}
    </form>
  )
}
