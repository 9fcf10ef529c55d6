/**
 * A question before something that cannot simply be taken back. What will happen is its text; the button says it again. The focus
 * goes back to where it was opened: the browser's own `<dialog>` does that.
 */
import { type ReactNode, type RefObject, useId, useRef } from 'react'
import { inBoth, usePageWords } from '../words/in-both.ts'
import { Button } from './button.tsx'

const confirmWords = inBoth({ leave: 'Leave it as it is' }, { leave: 'Оставить как есть' })

interface ConfirmProps {
  readonly dialog: RefObject<HTMLDialogElement | null>
  readonly title: string
  /** What the button does. */
  readonly action: string
  readonly onConfirm: () => void
  readonly children: ReactNode
}

export function Confirm({ dialog, title, action, onConfirm, children }: ConfirmProps) {
  const words = usePageWords(confirmWords)
  const id = useId()
  const close = (): void => dialog.current?.close()
  const confirm = (): void => {
    close()
    onConfirm()
  }
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      className="m-auto w-[min(100%-2rem,30rem)] rounded-card border border-edge bg-card p-6 text-ink backdrop:bg-black/40"
    >
      <div className="grid gap-4">
        <h2 id={id} className="text-title font-semibold">
          {title}
        </h2>
        {children}
        <div className="flex flex-wrap gap-3">
          <Button look="main" onClick={confirm}>
            {action}
          </Button>
          <Button onClick={close}>{words.leave}</Button>
        </div>
      </div>
    </dialog>
  )
}

export function useConfirm(): {
  readonly dialog: RefObject<HTMLDialogElement | null>
  readonly ask: () => void
} {
  const dialog = useRef<HTMLDialogElement>(null)
  return { dialog, ask: () => dialog.current?.showModal() }
}
