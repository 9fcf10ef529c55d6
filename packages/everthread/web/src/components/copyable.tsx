/** Text to be taken elsewhere, whole: a command, an address, a key. */
import { useState } from 'react'
import { inBoth, usePageWords } from '../words/in-both.ts'
import { Button } from './button.tsx'

const copyWords = inBoth(
  { copy: 'Copy', copied: 'Copied', failed: 'Select it and copy it by hand' },
  { copy: 'Скопировать', copied: 'Скопировано', failed: 'Выделите и скопируйте вручную' },
)

interface CopyableProps {
  readonly text: string
  /** What it is, for whoever hears the button without seeing what stands beside it. */
  readonly label: string
}

export function Copyable({ text, label }: CopyableProps) {
  const words = usePageWords(copyWords)
  const [outcome, setOutcome] = useState<'copied' | 'failed'>()
  const copy = (): void => {
    // Refused without HTTPS, and by some browsers for other reasons.
    navigator.clipboard.writeText(text).then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    )
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <code className="min-w-0 rounded-control bg-sunken px-3 py-1.5 break-all select-all">{text}</code>
      <Button look="quiet" aria-label={`${words.copy}: ${label}`} onClick={copy}>
        {words.copy}
      </Button>
      <span role="status" className="text-small text-quiet empty:hidden">
        {outcome && words[outcome]}
      </span>
    </div>
  )
}
