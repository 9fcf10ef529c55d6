/** What `everthread doctor` knows, live: what is wrong and what helps, then what is well. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from '../../components/button.tsx'
import { Copyable } from '../../components/copyable.tsx'
import { Trouble } from '../../components/notice.tsx'
import { Page } from '../../components/page.tsx'
import { ReadState } from '../../components/read-state.tsx'
import { Section } from '../../components/section.tsx'
import { toMillis, useNow } from '../../time/server-clock.ts'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import { byGroup } from './by-group.ts'
import { FindingList } from '../../health/finding-list.tsx'
import { type Health, healthQuery, lookAgain } from '../../health/queries.ts'
import { ThisProcess } from './this-process.tsx'
import { healthWords } from './words.ts'

export function HealthPage() {
  const words = usePageWords(healthWords)
  const query = useQuery(healthQuery)
  return (
    <Page title={words.title} heading={query.data ? headingOf(query.data) : words.title}>
      <ReadState query={query}>{(health) => <Report health={health} />}</ReadState>
    </Page>
  )

  function headingOf({ ok, findings }: Health): string {
    const { wrong } = byGroup(findings)
    const problems = wrong.filter(({ level }) => level === 'problem').length
    if (problems > 0) return words.wrong(problems)
    return ok && wrong.length === 0 ? words.well : words.fine
  }
}

function Report({ health }: { readonly health: Health }) {
  const words = usePageWords(healthWords)
  const { wrong, groups } = byGroup(health.findings)
  return (
    <>
      <LookAgain checkedAt={health.checked_at} />
      {wrong.length > 0 && (
        <Section title={words.problems}>
          <FindingList findings={wrong} />
        </Section>
      )}
      <ThisProcess health={health} />
      {groups.map(({ group, findings }) => (
        <Section key={group} title={words.groups[group]}>
          <FindingList findings={findings} />
        </Section>
      ))}
      <div className="grid gap-2">
        <p className="text-quiet">{words.terminal}</p>
        <Copyable text="everthread doctor" label="doctor" />
      </div>
    </>
  )
}

function LookAgain({ checkedAt }: { readonly checkedAt: string }) {
  const words = usePageWords(healthWords)
  const { spoken } = useSpeech()
  const now = useNow()
  const client = useQueryClient()
  const look = useMutation({
    mutationFn: lookAgain,
    onSuccess: (health) => client.setQueryData(healthQuery.queryKey, health),
  })
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Button busy={look.isPending ? words.looking : undefined} onClick={() => look.mutate()}>
          {words.again}
        </Button>
        <span className="text-quiet">{words.lookedAt(spoken.distance(toMillis(checkedAt), now))}</span>
      </div>
      {look.isError && <Trouble error={look.error} />}
    </div>
  )
}
