/** A labelled choice among a few, or among many: the browser's own list. */
import { type ReactNode, type SelectHTMLAttributes, useId } from 'react'

interface SelectProps extends SelectHTMLAttributes<HTMLSelectElement> {
  readonly label: string
  readonly hint?: string
  /** `<option>`s. */
  readonly children: ReactNode
}

export function Select({ label, hint, children, ...rest }: SelectProps) {
  const id = useId()
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <select
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className="field"
        {...rest}
      >
        {children}
      </select>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-small text-quiet">
          {hint}
        </p>
      )}
    </div>
  )
}
