/** Which language the pages speak, and by which clock new accounts publish. */
import { useQueryClient } from '@tanstack/react-query'
import { Trouble } from '../../components/notice.tsx'
import { Section } from '../../components/section.tsx'
import { Select } from '../../components/select.tsx'
import { ZoneSelect } from '../../components/zone-select.tsx'
import { type Settings, useSettingsChange } from '../../settings/queries.ts'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import { settingsWords } from './words.ts'

export function LanguageAndTime({ settings }: { readonly settings: Settings }) {
  const words = usePageWords(settingsWords)
  const { words: common, language, speak } = useSpeech()
  const client = useQueryClient()
  const change = useSettingsChange()
  const choose = (chosen: string): void => {
    speak(chosen === 'ru' ? 'ru' : 'en')
    // Sentences of the service come in the language of the request.
    void client.invalidateQueries()
  }
  return (
    <Section title={words.speech}>
      <Select
        label={words.language}
        hint={words.serviceLanguage(words.languages[settings.language])}
        value={language}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="en">{common.language.en}</option>
        <option value="ru">{common.language.ru}</option>
      </Select>
      <ZoneSelect
        label={words.zone}
        hint={words.zoneHint}
        value={settings.default_zone}
        onChange={(zone) => change.mutate({ default_zone: zone })}
      />
      <p role="status" className="text-quiet empty:hidden">
        {change.isSuccess && words.saved}
      </p>
      {change.isError && <Trouble error={change.error} />}
    </Section>
  )
}
