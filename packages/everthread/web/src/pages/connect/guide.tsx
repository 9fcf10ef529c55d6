/** The five steps of a login. Each says how it stands, as far as that can be seen from here. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { healthQuery } from '../../health/queries.ts'
import type { Settings } from '../../settings/queries.ts'
import { usePageWords } from '../../words/in-both.ts'
import { Addresses } from './addresses.tsx'
import { Credentials } from './credentials.tsx'
import { LogIn } from './log-in.tsx'
import { type StepName, type StepState, STEPS, stepStates } from './steps.ts'
import { connectWords } from './words.ts'

const META_APPS = 'https://developers.facebook.com/apps/'
const INVITES = 'https://www.threads.com/settings/website_permissions'

export function Guide({ settings }: { readonly settings: Settings }) {
  const words = usePageWords(connectWords)
  const health = useQuery(healthQuery)
  const states = stepStates({ settings, findings: health.data?.findings })
  const contents: Readonly<Record<StepName, ReactNode>> = {
    app: (
      <>
        <p>{words.appText}</p>
        <Elsewhere href={META_APPS}>{words.openMeta}</Elsewhere>
      </>
    ),
    credentials: <Credentials settings={settings} findings={health.data?.findings} />,
    addresses: <Addresses settings={settings} />,
    tester: (
      <>
        <p>{words.testerText}</p>
        <Elsewhere href={INVITES}>{words.openInvites}</Elsewhere>
      </>
    ),
    login: <LogIn />,
  }
  return (
    <ol className="grid gap-8">
      {STEPS.map((step, index) => (
        <Step key={step} name={step} number={index + 1} state={states[step]}>
          {contents[step]}
        </Step>
      ))}
    </ol>
  )
}

/** In another tab: the guide stays where it is. */
function Elsewhere({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <p>
      <a href={href} target="_blank" rel="noreferrer" className="text-accent underline">
        {children} ↗
      </a>
    </p>
  )
}

const LOOKS = {
  done: { mark: 'border-good text-good', text: 'text-good' },
  open: { mark: 'border-accent text-accent', text: 'text-accent' },
  wrong: { mark: 'border-bad text-bad', text: 'text-bad' },
  unseen: { mark: 'border-edge text-quiet', text: 'text-quiet' },
  later: { mark: 'border-edge text-quiet', text: 'text-quiet' },
}

interface StepProps {
  readonly name: StepName
  readonly number: number
  readonly state: StepState
  readonly children: ReactNode
}

function Step({ name, number, state, children }: StepProps) {
  const words = usePageWords(connectWords)
  const { mark, text } = LOOKS[state]
  return (
    <li className="grid grid-cols-[2.25rem_1fr] gap-x-3">
      <span
        aria-hidden="true"
        className={`flex size-8 items-center justify-center rounded-full border font-medium tabular-nums ${mark}`}
      >
        {state === 'done' ? '✓' : number}
      </span>
      <div className="grid min-w-0 gap-3">
        <h3 className="pt-1 font-semibold">
          {words.steps[name]}{' '}
          <span className={`text-small font-normal ${text}`}>· {words.states[state]}</span>
        </h3>
        {children}
      </div>
    </li>
  )
}
