/** What can be pressed. It says what it does, and while it does it, that. */
import type { ButtonHTMLAttributes } from 'react'

const LOOKS = {
  main: 'bg-accent text-on-accent hover:opacity-90',
  plain: 'border border-edge bg-card hover:bg-sunken',
  quiet: 'text-accent underline-offset-4 hover:underline',
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: keyof typeof LOOKS
  /** What is shown instead while the work is under way; the button cannot be pressed again meanwhile. */
  readonly busy?: string | undefined
}

export function Button({ look = 'plain', busy, children, onClick, ...rest }: ButtonProps) {
  const isBusy = busy !== undefined
  return (
    <button
      type="button"
      {...rest}
      // Not `disabled`: the focus would be lost.
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
      className={`control ${LOOKS[look]} aria-disabled:cursor-progress aria-disabled:opacity-60`}
    >
      {busy ?? children}
    </button>
  )
}
