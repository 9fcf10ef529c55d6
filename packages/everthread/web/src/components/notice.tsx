/** A sentence that stands out, with its standing in shape and colour; and the one for what went wrong. */
import type { ReactNode } from 'react'
import { ApiProblem } from '../api/problem.ts'
import { useSpeech } from '../words/words.tsx'
import { Button } from './button.tsx'
import { Said } from './said.tsx'

const LOOKS = {
  good: { box: 'bg-good-soft', mark: 'text-good', shape: '✓' },
  late: { box: 'bg-late-soft', mark: 'text-late', shape: '◷' },
  bad: { box: 'bg-bad-soft', mark: 'text-bad', shape: '▲' },
}

interface NoticeProps {
  readonly standing: keyof typeof LOOKS
  readonly children: ReactNode
}

export function Notice({ standing, children }: NoticeProps) {
  const { box, mark, shape } = LOOKS[standing]
  return (
    <div className={`flex gap-3 rounded-card p-4 ${box}`}>
      <span aria-hidden="true" className={mark}>
        {shape}
      </span>
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  )
}

interface TroubleProps {
  readonly error: unknown
  readonly onRetry?: () => void
}

export function Trouble({ error, onRetry }: TroubleProps) {
  const { words } = useSpeech()
  const { message, remedy } =
    error instanceof ApiProblem
      ? error
      : { message: words.state.unforeseen, remedy: words.state.unforeseenRemedy }
  return (
    <div role="alert">
      <Notice standing="bad">
        <p>
          <Said text={message} />
        </p>
        {remedy !== undefined && (
          <p className="text-quiet">
            <Said text={remedy} />
          </p>
        )}
        {onRetry && (
          <div className="mt-3">
            <Button onClick={onRetry}>{words.state.retry}</Button>
          </div>
        )}
      </Notice>
    </div>
  )
}
