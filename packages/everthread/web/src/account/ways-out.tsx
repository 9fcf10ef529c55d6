/** A dead token: the cause in words, what waits, and what a person can do. Loaded where there is one. */
import { useMutation } from '@tanstack/react-query'
import { Link } from 'wouter'
import { api } from '../api/client.ts'
import { read } from '../api/problem.ts'
import type { Account } from '../api/queries.ts'
import { Button } from '../components/button.tsx'
import { Notice, Trouble } from '../components/notice.tsx'
import { PasteToken } from '../components/paste-token.tsx'
import { usePageWords } from '../words/in-both.ts'
import { useSpeech } from '../words/words.tsx'
import { waysOutWords } from './ways-out-words.ts'

export function WaysOut({ account, name }: { readonly account: Account; readonly name: string }) {
  const words = usePageWords(waysOutWords)
  return (
    <div className="grid gap-4">
      <Notice standing="bad">
        <p className="font-medium">{words.title(name)}</p>
        <p>{account.decision?.message}</p>
        <p className="text-quiet">{words.waits}</p>
      </Notice>
      <h3 className="font-semibold">{words.waysOut}</h3>
      <LogInAgain />
      <PasteToken />
      <p>
        <Link href="/queue" className="text-accent underline">
          {words.byHand}
        </Link>{' '}
        <span className="text-quiet">{words.byHandText}</span>
      </p>
    </div>
  )
}

function LogInAgain() {
  const words = usePageWords(waysOutWords)
  const { words: common } = useSpeech()
  const begin = useMutation({
    mutationFn: () => read(api.logins.$post()),
    onSuccess: ({ url }) => location.assign(url),
  })
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <Button
          look="main"
          busy={begin.isPending ? common.state.loading : undefined}
          onClick={() => begin.mutate()}
        >
          {words.login}
        </Button>
        <span className="text-quiet">{words.loginText}</span>
      </div>
      {begin.isError && <Trouble error={begin.error} />}
    </div>
  )
}
