/** A table with its caption for whoever hears it; wide ones scroll by themselves, also by keyboard. */
import type { ReactNode } from 'react'

interface TableProps {
  readonly caption: string
  readonly head: readonly string[]
  /** `<tr>`s. */
  readonly children: ReactNode
}

export function Table({ caption, head, children }: TableProps) {
  return (
    <div
      role="group"
      aria-label={caption}
      tabIndex={0}
      className="max-h-96 overflow-auto rounded-card border border-line"
    >
      <table className="w-full text-left tabular-nums">
        <caption className="sr-only">{caption}</caption>
        <thead className="sticky top-0 bg-sunken text-small text-quiet">
          <tr>
            {head.map((name) => (
              <th key={name} scope="col" className="px-3 py-2 font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="[&_td]:border-t [&_td]:border-line [&_td]:px-3 [&_td]:py-2 [&_td]:align-top [&_th]:border-t [&_th]:border-line [&_th]:px-3 [&_th]:py-2 [&_th]:align-top [&_th]:font-normal">
          {children}
        </tbody>
      </table>
    </div>
  )
}
