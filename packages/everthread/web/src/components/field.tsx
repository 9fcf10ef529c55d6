/** A labelled line of input. */
import type { InputHTMLAttributes } from 'react'
import { Labelled } from './labelled.tsx'

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string
  readonly hint?: string
}

export function Field({ label, hint, ...rest }: FieldProps) {
  return (
    <Labelled label={label} hint={hint}>
      {(control) => <input className="field" {...control} {...rest} />}
    </Labelled>
  )
}
