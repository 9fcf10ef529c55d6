/** The way to every page: a row of names; on a phone, the same list behind one button. */
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'wouter'
import { whoQuery } from './api/queries.ts'
import { useSpeech } from './words/words.tsx'

const MENU = 'pages'

/**
 * One list for both: a popover where it is narrow (light dismissal, Escape and the order of focus are the browser's), and where
 * there is room its own `display` shows it always.
 */
export function Navigation() {
  const { words } = useSpeech()
  const [path] = useLocation()
  const { data: who } = useQuery(whoQuery)
  const pages = [
    ['/', words.nav.home],
    ['/compose', words.nav.write],
    ['/queue', words.nav.queue],
    ['/insights', words.nav.insights],
    ['/activity', words.nav.activity],
    ['/settings', words.nav.settings],
    ...(who?.is_demo === true ? [['/sandbox', words.nav.sandbox] as const] : []),
  ] as const
  return (
    <nav aria-label={words.nav.label} className="sm:basis-full">
      <button type="button" popoverTarget={MENU} className="control border border-edge bg-card sm:hidden">
        {words.nav.menu}
      </button>
      <ul id={MENU} popover="auto" onClick={closeMenu} className="page-list">
        {pages.map(([href, name]) => (
          <li key={href}>
            <Link href={href} aria-current={path === href ? 'page' : undefined}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Whoever chose a page is there already. Nothing happens where the list is a row. */
function closeMenu({ currentTarget }: { readonly currentTarget: HTMLElement }): void {
  currentTarget.hidePopover()
}
