/** The app's id and secret, and at once what Meta says to the two of them. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Trouble } from '../../components/notice.tsx'
import { FindingList } from '../../health/finding-list.tsx'
import { type Finding, healthQuery, lookAgain } from '../../health/queries.ts'
import { AppForm } from '../../settings/app-form.tsx'
import type { Settings } from '../../settings/queries.ts'
import { usePageWords } from '../../words/in-both.ts'
import { connectWords } from './words.ts'

interface CredentialsProps {
  readonly settings: Settings
  readonly findings: readonly Finding[] | undefined
}

export function Credentials({ settings, findings = [] }: CredentialsProps) {
  const words = usePageWords(connectWords)
  const client = useQueryClient()
  const look = useMutation({
    mutationFn: lookAgain,
    onSuccess: (health) => client.setQueryData(healthQuery.queryKey, health),
  })
  const isGiven = settings.app_id !== undefined && settings.has_app_secret
  return (
    <>
      <p>{words.credentialsText}</p>
      <AppForm settings={settings} onSaved={() => look.mutate()} />
      <div role="status" className="empty:hidden">
        {look.isPending && <p className="text-quiet">{words.looking}</p>}
        {isGiven && !look.isPending && (
          <FindingList findings={findings.filter(({ group }) => group === 'app')} />
        )}
      </div>
      {look.isError && <Trouble error={look.error} />}
    </>
  )
}
