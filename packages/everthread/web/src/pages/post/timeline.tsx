/** All that happened to a post, with every code that Meta gave. */
import { useState } from 'react'
import type { Post } from '../../api/queries.ts'
import { Button } from '../../components/button.tsx'
import { toMillis, useNow } from '../../time/server-clock.ts'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import { bugReport } from './bug-report.ts'
import type { Receipt } from './queries.ts'
import { postWords } from './words.ts'

interface TimelineProps {
  readonly post: Post
  readonly receipts: readonly Receipt[]
}

export function Timeline({ post, receipts }: TimelineProps) {
  const words = usePageWords(postWords)
  const [isCopied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(bugReport(post, receipts))
    setCopied(true)
  }
  return (
    <>
      <ol className="grid gap-4 border-l border-line pl-4">
        {receipts.map((receipt) => (
          <Line key={receipt.number} receipt={receipt} ofMany={post.parts.length > 1} />
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-3">
        <Button onClick={() => void copy()}>{words.report}</Button>
        <span role="status" className="text-small text-quiet">
          {isCopied && words.copied}
        </span>
      </div>
    </>
  )
}

function Line({ receipt, ofMany }: { readonly receipt: Receipt; readonly ofMany: boolean }) {
  const words = usePageWords(postWords)
  const { spoken } = useSpeech()
  const now = useNow()
  const { at, message, position, detail } = receipt
  const codes = Object.entries(detail ?? {})
  return (
    <li>
      <p>{message}</p>
      <p className="text-small text-quiet tabular-nums">
        <time dateTime={at}>{spoken.moment(toMillis(at), now)}</time>
        {ofMany && position !== undefined && ` · ${words.ofPart(position)}`}
      </p>
      {codes.length > 0 && (
        <p className="text-small break-all text-quiet">
          <code>{codes.map(([name, value]) => `${name} ${value}`).join(' · ')}</code>
        </p>
      )}
    </li>
  )
}
