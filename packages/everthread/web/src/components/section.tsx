/** A part of a page with its own heading, by which it can be found. */
import { type ReactNode, useId } from 'react'

interface SectionProps {
  readonly title: string
  /** What it is for, where the title does not say it. */
  readonly text?: string
  readonly children: ReactNode
}

export function Section({ title, text, children }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="grid gap-4">
      <div>
        <h2 id={id} className="text-title font-semibold">
          {title}
        </h2>
        {text !== undefined && <p className="mt-1 max-w-prose text-quiet">{text}</p>}
      </div>
      {children}
    </section>
  )
}
