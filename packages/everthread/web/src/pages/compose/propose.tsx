/** A model proposes texts; one is taken, or none. Nothing is published by it, and what stood here can be had back. */
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client.ts'
import { problemIn } from '../../api/problem.ts'
import { readSteps } from '../../api/read-steps.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Notice, Trouble } from '../../components/notice.tsx'
import { Said } from '../../components/said.tsx'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import { type DraftStep, heard, NOTHING_HEARD, type Proposals } from './proposals.ts'
import { composeWords } from './words.ts'

interface ProposeProps {
  readonly accountId: string
  readonly onTake: (texts: readonly string[]) => void
}

export function Propose({ accountId, onTake }: ProposeProps) {
  const { language } = useSpeech()
  const words = usePageWords(composeWords)
  const [wish, setWish] = useState({ prompt: '', tone: '', chain: '1', isGrounded: false })
  const [proposals, setProposals] = useState<Proposals>(NOTHING_HEARD)
  const ask = useMutation({
    mutationFn: async () => {
      setProposals(NOTHING_HEARD)
      const { prompt, tone, chain, isGrounded: grounded } = wish
      const json = { prompt, language, grounded, most_parts: Number(chain), ...(tone !== '' && { tone }) }
      const answer: Response = await api.accounts[':id'].drafts.$post(
        { param: { id: accountId }, json },
        { headers: { Accept: 'text/event-stream' } },
      )
      if (!answer.ok) throw await problemIn(answer)
      for await (const step of readSteps<DraftStep>(answer)) setProposals((before) => heard(before, step))
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!ask.isPending) ask.mutate()
  }
  return (
    <details>
      <summary className="control -ml-4 cursor-pointer text-accent">{words.write}</summary>
      <form onSubmit={submit} className="grid gap-4 pt-2 sm:grid-cols-2">
        <Field
          label={words.wish}
          required
          maxLength={4000}
          value={wish.prompt}
          onChange={({ target }) => setWish({ ...wish, prompt: target.value })}
        />
        <Field
          label={words.tone}
          maxLength={200}
          value={wish.tone}
          onChange={({ target }) => setWish({ ...wish, tone: target.value })}
        />
        <Field
          label={words.atMost}
          type="number"
          min={1}
          max={10}
          value={wish.chain}
          onChange={({ target }) => setWish({ ...wish, chain: target.value })}
        />
        <label className="flex items-center gap-2 self-end">
          <input
            type="checkbox"
            checked={wish.isGrounded}
            onChange={({ target }) => setWish({ ...wish, isGrounded: target.checked })}
            className="size-5 accent-accent"
          />
          {words.ground}
        </label>
        <div>
          <Button type="submit" busy={ask.isPending ? words.writing : undefined}>
            {words.propose}
          </Button>
        </div>
      </form>
      {ask.isError && <Trouble error={ask.error} />}
      <Proposed proposals={proposals} onTake={onTake} />
    </details>
  )
}

interface ProposedProps {
  readonly proposals: Proposals
  readonly onTake: ProposeProps['onTake']
}

function Proposed({ proposals: { variants, trouble, cost }, onTake }: ProposedProps) {
  const words = usePageWords(composeWords)
  return (
    <div className="grid gap-3 pt-4" aria-live="polite">
      {variants.map(({ parts, why, flaws, isDone }, index) => (
        // Variants come in their order and keep it.
        <article key={`variant ${index + 1}`} className="grid gap-2 rounded-card border border-line p-4">
          {parts.map((text, place) => (
            <p key={`part ${place + 1}`} className="break-words whitespace-pre-wrap">
              {text}
            </p>
          ))}
          {why !== undefined && <p className="text-small text-quiet">{why}</p>}
          {flaws.map((flaw) => (
            <p key={flaw} className="text-small text-late">
              {flaw}
            </p>
          ))}
          {isDone && (
            <div>
              <Button onClick={() => onTake(parts)}>{words.take}</Button>
            </div>
          )}
        </article>
      ))}
      {trouble && (
        <Notice standing="late">
          <p>{trouble.message}</p>
          <p className="text-quiet">
            <Said text={trouble.remedy} />
          </p>
        </Notice>
      )}
      {cost && (
        <p className="text-small text-quiet">
          {words.cost(cost.model, cost.input ?? words.unknown, cost.output ?? words.unknown)}
        </p>
      )}
    </div>
  )
}
