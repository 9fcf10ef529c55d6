/** By what a person is told who does not look at these pages. */
import { Copyable } from '../../components/copyable.tsx'
import { Section } from '../../components/section.tsx'
import type { Settings } from '../../settings/queries.ts'
import { usePageWords } from '../../words/in-both.ts'
import { settingsWords } from './words.ts'

const CHANNELS = ['notify', 'heartbeat'] as const

export function Alerts({ alerts }: { readonly alerts: Settings['alerts'] }) {
  const words = usePageWords(settingsWords)
  return (
    <Section title={words.alerts} text={words.alertsText}>
      <ul className="grid gap-2">
        {CHANNELS.map((channel) => (
          <li key={channel} className="grid grid-cols-[1.5rem_1fr] gap-x-2">
            <span aria-hidden="true" className={alerts[channel] ? 'text-good' : 'text-quiet'}>
              {alerts[channel] ? '✓' : '○'}
            </span>
            <span>
              {words[channel]} —{' '}
              <strong className="font-medium">{alerts[channel] ? words.on : words.off}</strong>
            </span>
          </li>
        ))}
      </ul>
      <p className="text-quiet">{words.alertsHow}</p>
      <Copyable
        text="everthread serve --notify ./tell-me.sh --heartbeat https://hc-ping.com/…"
        label="serve --notify --heartbeat"
      />
    </Section>
  )
}
