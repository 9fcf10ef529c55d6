/** From nothing to an account that is kept alive: by a login, by a token, or first without either. */
import { useQuery } from '@tanstack/react-query'
import { useLocation, useSearchParams } from 'wouter'
import { Copyable } from '../../components/copyable.tsx'
import { Page } from '../../components/page.tsx'
import { PasteToken } from '../../components/paste-token.tsx'
import { ReadState } from '../../components/read-state.tsx'
import { Section } from '../../components/section.tsx'
import { type Settings, settingsQuery } from '../../settings/queries.ts'
import { usePageWords } from '../../words/in-both.ts'
import { Connected } from './connected.tsx'
import { Guide } from './guide.tsx'
import { connectWords } from './words.ts'

export function ConnectPage() {
  const [search] = useSearchParams()
  const account = search.get('account')
  return account === null ? <Ways /> : <Connected id={account} />
}

function Ways() {
  const words = usePageWords(connectWords)
  const query = useQuery(settingsQuery)
  const [, navigate] = useLocation()
  return (
    <Page title={words.title}>
      <p className="text-quiet">{words.intro}</p>
      <ReadState query={query}>
        {(settings) => (
          <>
            <Section title={words.login}>
              <Guide settings={settings} />
            </Section>
            <Section title={words.paste} text={words.pasteText}>
              <PasteToken onTaken={(id) => navigate(`/connect?account=${id}`)} />
            </Section>
            <Demo settings={settings} />
          </>
        )}
      </ReadState>
    </Page>
  )
}

function Demo({ settings: { sandbox_url: sandboxUrl } }: { readonly settings: Settings }) {
  const words = usePageWords(connectWords)
  if (sandboxUrl === undefined)
    return (
      <Section title={words.demo} text={words.demoText}>
        <Copyable text="everthread serve --demo" label="demo" />
      </Section>
    )
  return (
    <Section title={words.demo} text={words.demoHere}>
      <p>
        <a href={sandboxUrl} className="text-accent underline">
          {words.demoLink}
        </a>
      </p>
    </Section>
  )
}
