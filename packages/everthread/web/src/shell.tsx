/** What stands around every page: the way to the others, the language, the line that says that the connection is lost. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { Link } from 'wouter'
import { api } from './api/client.ts'
import { type Connection, followEvents } from './api/live.ts'
import { whoQuery } from './api/queries.ts'
import { Button } from './components/button.tsx'
import { Notice } from './components/notice.tsx'
import { Navigation } from './navigation.tsx'
import { useSpeech } from './words/words.tsx'

interface ShellProps {
  readonly isLoggedIn: boolean
  readonly children: ReactNode
}

export function Shell({ isLoggedIn, children }: ShellProps) {
  const { words } = useSpeech()
  return (
    <div className="mx-auto grid min-h-dvh max-w-read grid-rows-[auto_1fr_auto] gap-8 px-4 py-4 has-data-[width=wide]:max-w-wide sm:px-6">
      <a href="#page" className="control sr-only bg-card focus:not-sr-only">
        {words.nav.skip}
      </a>
      <header className="flex flex-wrap items-center justify-between gap-2">
        <Link href="/" className="text-title font-semibold">
          Everthread
        </Link>
        {isLoggedIn && <Navigation />}
      </header>
      <main id="page" className="min-w-0">
        {isLoggedIn && <Line />}
        {children}
      </main>
      <footer className="flex flex-wrap items-center justify-between gap-x-3 border-t border-line pt-4 *:-mx-4">
        <LanguageChoice />
        {isLoggedIn && (
          <div className="flex flex-wrap">
            <Link href="/health" className="control text-accent underline-offset-4 hover:underline">
              {words.nav.health}
            </Link>
            <LogOut />
          </div>
        )}
      </footer>
    </div>
  )
}

/** Says when the service does not answer any more. */
function Line() {
  const { words } = useSpeech()
  const client = useQueryClient()
  const [connection, setConnection] = useState<Connection>('open')
  useEffect(() => {
    const over = new AbortController()
    followEvents({
      readAgain: () => void client.invalidateQueries(),
      tell: setConnection,
      signal: over.signal,
    })
    return () => over.abort()
  }, [client])
  return (
    <div role="status" className="mb-6 empty:mb-0">
      {connection === 'lost' && <Notice standing="late">{words.state.offline}</Notice>}
    </div>
  )
}

function LanguageChoice() {
  const { words, language, speak } = useSpeech()
  const client = useQueryClient()
  const other = language === 'en' ? 'ru' : 'en'
  const change = (): void => {
    speak(other)
    // Sentences of the service come in the language of the request.
    void client.invalidateQueries()
  }
  return (
    <Button look="quiet" lang={other} onClick={change}>
      {words.language[other]}
    </Button>
  )
}

function LogOut() {
  const { words } = useSpeech()
  const client = useQueryClient()
  const logOut = useMutation({
    mutationFn: () => api.session.$delete(),
    onSuccess: async () => {
      // The pages go first: what they show is asked for no more, and nothing of it stays.
      await client.refetchQueries(whoQuery)
      client.removeQueries({ predicate: ({ queryKey }) => queryKey !== whoQuery.queryKey })
    },
  })
  return (
    <Button look="quiet" onClick={() => logOut.mutate()}>
      {words.nav.logOut}
    </Button>
  )
}
