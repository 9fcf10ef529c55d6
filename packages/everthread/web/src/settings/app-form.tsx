/** The Threads app: its id is shown, its secret goes in and never comes out. */
import { type FormEvent, useState } from 'react'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { Notice, Trouble } from '../components/notice.tsx'
import { inBoth, usePageWords } from '../words/in-both.ts'
import { type Settings, useSettingsChange } from './queries.ts'

const appWords = inBoth(
  {
    id: 'Threads app ID',
    idHint: 'Digits only. The Meta app has an ID of its own, which looks the same and does not work here.',
    secret: 'Threads app secret',
    secretSet: 'Set, and never shown. Enter another one to replace it.',
    secretMissing: 'Not set yet. 32 characters; it is kept encrypted and never shown.',
    save: 'Save the app',
    saving: 'Saving…',
    saved: 'Saved.',
    elsewhere:
      'The environment or the .env names an app, and that one counts. What is saved here comes into effect when THREADS_APP_ID and THREADS_APP_SECRET are gone from there.',
  },
  {
    id: 'Threads app ID',
    idHint: 'Только цифры. У приложения Meta свой ID: выглядит так же, но здесь не подходит.',
    secret: 'Threads app secret',
    secretSet: 'Задан и нигде не показывается. Чтобы заменить, введите другой.',
    secretMissing: 'Ещё не задан. 32 знака; хранится зашифрованным и нигде не показывается.',
    save: 'Сохранить приложение',
    saving: 'Сохраняем…',
    saved: 'Сохранено.',
    elsewhere:
      'Приложение указано в окружении или в .env, и действует оно. Сохранённое здесь вступит в силу, когда оттуда исчезнут THREADS_APP_ID и THREADS_APP_SECRET.',
  },
)

interface AppFormProps {
  readonly settings: Settings
  readonly onSaved?: () => void
}

export function AppForm({ settings, onSaved }: AppFormProps) {
  const words = usePageWords(appWords)
  const change = useSettingsChange()
  const [id, setId] = useState(settings.app_id ?? '')
  const [secret, setSecret] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const order = { app_id: id.trim(), ...(secret !== '' && { app_secret: secret.trim() }) }
    change.mutate(order, {
      onSuccess: () => {
        setSecret('')
        onSaved?.()
      },
    })
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      {settings.app_is_set_elsewhere && <Notice standing="late">{words.elsewhere}</Notice>}
      <Field
        label={words.id}
        hint={words.idHint}
        inputMode="numeric"
        pattern="\s*\d+\s*"
        autoComplete="off"
        required
        value={id}
        onChange={(event) => setId(event.target.value)}
      />
      <Field
        label={words.secret}
        hint={settings.has_app_secret ? words.secretSet : words.secretMissing}
        type="password"
        autoComplete="off"
        minLength={8}
        required={!settings.has_app_secret}
        value={secret}
        onChange={(event) => setSecret(event.target.value)}
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
  )
}
