/** A control with its label above and its hint below, both where a screen reader finds them. */
import { type ReactNode, useId } from 'react'

interface LabelledProps {
  readonly label: string
  readonly hint: string | undefined
  readonly children: (control: {
    readonly id: string
    readonly 'aria-describedby': string | undefined
  }) => ReactNode
}

export function Labelled({ label, hint, children }: LabelledProps) {
  const id = useId()
  const hintId = `${id}-hint`
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children({ id, 'aria-describedby': hint === undefined ? undefined : hintId })}
      {hint !== undefined && (
        <p id={hintId} className="text-small text-quiet">
          {hint}
        </p>
      )}
    </div>
  )
}
