/** The sandbox's clock, large, and three ways to turn it. */
import type { UseMutationResult } from '@tanstack/react-query'
import { Button } from '../../components/button.tsx'
import { toMillis, useNow } from '../../time/server-clock.ts'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import type { Sandbox } from './queries.ts'
import { sandboxWords } from './words.ts'

export type TurnBy = '1h' | '1d' | '39d'

const TURNS: readonly TurnBy[] = ['1h', '1d', '39d']

interface TurnClockProps {
  readonly sandbox: Sandbox
  readonly turn: UseMutationResult<Sandbox, unknown, TurnBy>
}

export function TurnClock({ sandbox, turn }: TurnClockProps) {
  const { clock: words } = usePageWords(sandboxWords)
  const { spoken } = useSpeech()
  const now = useNow()
  const until = sandbox.turning_until
  return (
    <section aria-labelledby="clock" className="grid gap-4">
      <h2 id="clock" className="text-title font-semibold">
        {words.title}
      </h2>
      <div className="grid gap-4 rounded-card border border-line bg-card p-4 sm:p-6">
        <p className="text-display font-semibold tabular-nums">{spoken.moment(now, now)}</p>
        <p className="text-quiet">{words.text}</p>
        <div className="flex flex-wrap gap-3">
          {TURNS.map((by) => (
            <Button key={by} look={by === '39d' ? 'main' : 'plain'} onClick={() => turn.mutate(by)}>
              {words.by[by]}
            </Button>
          ))}
        </div>
        <p role="status" className="text-small text-quiet">
          {until === undefined ? words.arrived : words.turning(spoken.moment(toMillis(until), now))}
        </p>
      </div>
    </section>
  )
}
