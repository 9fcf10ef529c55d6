/** What every read has besides its answer: loading, error. What was read before stays on the page while it is read again. */
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useSpeech } from '../words/words.tsx'
import { Trouble } from './notice.tsx'

interface ReadStateProps<T> {
  readonly query: UseQueryResult<T>
  readonly children: (answer: T) => ReactNode
}

export function ReadState<T>({ query, children }: ReadStateProps<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.isError) return <Trouble error={query.error} onRetry={() => void query.refetch()} />
  return <Waiting />
}

/** Quiet lines in the shape of what comes. */
export function Waiting() {
  const { words } = useSpeech()
  return (
    <div role="status" className="grid gap-3">
      <span className="sr-only">{words.state.loading}</span>
      {['w-2/3', 'w-full', 'w-1/2'].map((width) => (
        <div key={width} className={`h-5 animate-pulse rounded-control bg-sunken ${width}`} />
      ))}
    </div>
  )
}
