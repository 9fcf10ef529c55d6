/** What can be set here, and what is set elsewhere and how. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { Copyable } from '../../components/copyable.tsx'
import { Page } from '../../components/page.tsx'
import { ReadState } from '../../components/read-state.tsx'
import { Section } from '../../components/section.tsx'
import { AppForm } from '../../settings/app-form.tsx'
import { type Settings, settingsQuery } from '../../settings/queries.ts'
import { usePageWords } from '../../words/in-both.ts'
import { Alerts } from './alerts.tsx'
import { ApiKeys } from './api-keys.tsx'
import { Drafts } from './drafts.tsx'
import { LanguageAndTime } from './language-and-time.tsx'
import { PasswordForm } from './password-form.tsx'
import { settingsWords } from './words.ts'

export function SettingsPage() {
  const words = usePageWords(settingsWords)
  const query = useQuery(settingsQuery)
  return (
    <Page title={words.title}>
      <ReadState query={query}>
        {(settings) => (
          <>
            <App settings={settings} />
            <LanguageAndTime settings={settings} />
            <Drafts drafts={settings.drafts} />
            <Alerts alerts={settings.alerts} />
            <ApiKeys />
            <PasswordForm />
            <Backup />
            <About version={settings.version} />
          </>
        )}
      </ReadState>
    </Page>
  )
}

function App({ settings }: { readonly settings: Settings }) {
  const words = usePageWords(settingsWords)
  return (
    <Section title={words.app} text={words.appText}>
      <AppForm settings={settings} />
      <p>
        <Link href="/connect" className="text-accent underline">
          {words.guide}
        </Link>
      </p>
    </Section>
  )
}

/** @NOTE No download: a backup is written to a disk, whole, before anybody gets it, and a service need not have the room. */
function Backup() {
  const words = usePageWords(settingsWords)
  return (
    <Section title={words.backup} text={words.backupText}>
      <Copyable text="everthread backup everthread-backup.tar" label="backup" />
      <p className="text-quiet">{words.backupKey}</p>
      <p>{words.restore}</p>
      <Copyable text="everthread restore everthread-backup.tar" label="restore" />
    </Section>
  )
}

function About({ version }: { readonly version: string }) {
  const words = usePageWords(settingsWords)
  return (
    <Section title={words.about}>
      <p>{words.version(version)}</p>
      <p>
        <Link href="/health" className="text-accent underline">
          {words.health}
        </Link>
      </p>
    </Section>
  )
}
