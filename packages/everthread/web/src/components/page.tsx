/** The frame of a page: its title in the tab, its heading, which gets the focus when the page was changed to. */
import { type ReactNode, useEffect, useRef } from 'react'

/** The page that was opened first keeps the browser's own focus. */
let isFirst = true

interface PageProps {
  readonly title: string
  readonly heading?: ReactNode
  /** `wide`: for what has two columns, the calendar, the composer with its preview; `narrow`: for a form of a few fields. */
  readonly width?: 'read' | 'wide' | 'narrow'
  readonly children: ReactNode
}

export function Page({ title, heading = title, width = 'read', children }: PageProps) {
  const ref = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!isFirst) ref.current?.focus()
    isFirst = false
  }, [])
  return (
    <div className="grid gap-8 data-[width=narrow]:mx-auto data-[width=narrow]:max-w-sm" data-width={width}>
      <title>{`${title} · Everthread`}</title>
      <h1 ref={ref} tabIndex={-1} className="text-display font-semibold">
        {heading}
      </h1>
      {children}
    </div>
  )
}
