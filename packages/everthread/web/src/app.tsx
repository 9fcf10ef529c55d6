/** Who is here decides what is shown: nobody is asked to log in, the owner sees the pages. */
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Link, Route, Switch, useLocation } from 'wouter'
import { ApiProblem } from './api/problem.ts'
import { whoQuery } from './api/queries.ts'
import { Page } from './components/page.tsx'
import { ReadState, Waiting } from './components/read-state.tsx'
import { PAGES } from './pages.tsx'
import { Shell } from './shell.tsx'
import type { Dictionary } from './words/dictionary.ts'
import { Speaking, useSpeech } from './words/words.tsx'

const LogIn = lazy(async () => ({ default: (await import('./pages/log-in/log-in.tsx')).LogIn }))
const Setup = lazy(async () => ({ default: (await import('./pages/setup/setup.tsx')).Setup }))
const NoOwner = lazy(async () => ({ default: (await import('./pages/log-in/log-in.tsx')).NoOwner }))

const MOST_TRIES = 2

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // What was refused stays refused; no answer may be a service that is being started again.
      retry: (failures, error) => !(error instanceof ApiProblem) && failures < MOST_TRIES,
      // A service on this machine answers where the browser says that there is no network.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})

export function App({ dictionary }: { readonly dictionary: Dictionary }) {
  return (
    <QueryClientProvider client={client}>
      <Speaking first={dictionary}>
        <Pages />
      </Speaking>
    </QueryClientProvider>
  )
}

function Pages() {
  const query = useQuery(whoQuery)
  const isLoggedIn = query.data?.caller === 'owner'
  return (
    <Shell isLoggedIn={isLoggedIn}>
      <Suspense fallback={<Waiting />}>
        <ReadState query={query}>
          {({ caller, has_owner: hasOwner }) => {
            if (caller === 'owner') return <OwnPages />
            return hasOwner ? <LogIn /> : <Unowned />
          }}
        </ReadState>
      </Suspense>
    </Shell>
  )
}

/** The one-time link leads to an address of its own. */
function Unowned() {
  const [path] = useLocation()
  return path === '/setup' ? <Setup /> : <NoOwner />
}

function OwnPages() {
  return (
    <Switch>
      {PAGES.map(({ path, page }) => (
        <Route key={path} path={path} component={page} />
      ))}
      <Route>
        <Missing />
      </Route>
    </Switch>
  )
}

function Missing() {
  const { words } = useSpeech()
  return (
    <Page title={words.missing.title}>
      <p>{words.missing.text}</p>
      <p>
        <Link href="/" className="text-accent underline">
          {words.missing.home}
        </Link>
      </p>
    </Page>
  )
}
