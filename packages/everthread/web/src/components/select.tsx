/** A labelled choice among a few, or among many: the browser's own list. */
import type { ReactNode, SelectHTMLAttributes } from 'react'
import { Labelled } from './labelled.tsx'

interface SelectProps extends SelectHTMLAttributes<HTMLSelectElement> {
  readonly label: string
  readonly hint?: string
  /** `<option>`s. */
  readonly children: ReactNode
}

export function Select({ label, hint, children, ...rest }: SelectProps) {
  return (
    <Labelled label={label} hint={hint}>
      {(control) => (
        <select className="field" {...control} {...rest}>
          {children}
        </select>
      )}
    </Labelled>
  )
}
