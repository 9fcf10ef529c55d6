/** The three addresses that Meta's form wants, each to be copied. */
import { Copyable } from '../../components/copyable.tsx'
import type { Settings } from '../../settings/queries.ts'
import { usePageWords } from '../../words/in-both.ts'
import { connectWords } from './words.ts'

const FIELDS = ['redirect_uri', 'deauthorize_url', 'deletion_url'] as const

export function Addresses({ settings }: { readonly settings: Settings }) {
  const words = usePageWords(connectWords)
  if (settings.redirect_uri?.startsWith('https:'))
    return (
      <>
        <p>{words.addressesText}</p>
        <dl className="grid gap-3">
          {FIELDS.map((field) => (
            <div key={field} className="grid gap-1">
              <dt className="font-medium">{words.addresses[field]}</dt>
              <dd>
                <Copyable text={settings[field] ?? ''} label={words.addresses[field]} />
              </dd>
            </div>
          ))}
        </dl>
      </>
    )
  if (settings.sandbox_url !== undefined)
    return (
      <>
        <p>{words.sandboxAddress}</p>
        <Copyable text={`${location.origin}/oauth/callback`} label={words.addresses.redirect_uri} />
      </>
    )
  return (
    <>
      <p>{words.noAddress}</p>
      <Copyable text="everthread connect" label="connect" />
    </>
  )
}
