/** Who writes drafts, and the key that they are written with: it goes in and never comes out. */
import { type FormEvent, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Trouble } from '../../components/notice.tsx'
import { Section } from '../../components/section.tsx'
import { type Settings, useSettingsChange } from '../../settings/queries.ts'
import { inBoth, usePageWords } from '../../words/in-both.ts'

const draftsWords = inBoth(
  {
    title: 'Drafts',
    text: 'A model proposes texts; it never publishes. Everything else works without it.',
    writer: (model: string): string => `${model} writes.`,
    nobody: 'Nobody writes yet.',
    key: 'Google’s key for Gemini',
    hint: 'From aistudio.google.com. It is kept encrypted and never shown; a key in the environment wins over it.',
    save: 'Save the key',
    saving: 'Saving…',
    saved: 'Saved.',
  },
  {
    title: 'Черновики',
    text: 'Модель предлагает тексты; публиковать она не может. Всё остальное работает и без неё.',
    writer: (model) => `Пишет ${model}.`,
    nobody: 'Писать пока некому.',
    key: 'Ключ Google для Gemini',
    hint: 'С сайта aistudio.google.com. Он хранится зашифрованным и нигде не показывается; ключ из окружения важнее.',
    save: 'Сохранить ключ',
    saving: 'Сохраняем…',
    saved: 'Сохранено.',
  },
)

export function Drafts({ drafts }: Pick<Settings, 'drafts'>) {
  const words = usePageWords(draftsWords)
  const change = useSettingsChange()
  const [key, setKey] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    change.mutate({ gemini_api_key: key.trim() }, { onSuccess: () => setKey('') })
  }
  return (
    <Section title={words.title} text={words.text}>
      <p>{drafts ? words.writer(drafts.model) : words.nobody}</p>
      <form onSubmit={submit} className="grid gap-4">
        <Field
          label={words.key}
          hint={words.hint}
          type="password"
          autoComplete="off"
          minLength={8}
          required
          value={key}
          onChange={(event) => setKey(event.target.value)}
        />
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" busy={change.isPending ? words.saving : undefined}>
            {words.save}
          </Button>
          <span role="status" className="text-quiet">
            {change.isSuccess && words.saved}
          </span>
        </div>
        {change.isError && <Trouble error={change.error} />}
      </form>
    </Section>
  )
}
