/** The words and the way of saying times, in the reader's language, for every component below. */
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react'
import { createSpoken, type Spoken } from '../time/spoken.ts'
import { en, type Words } from './en.ts'
import { keepLanguage, type Language, pickLanguage } from './language.ts'
import { ru } from './ru.ts'
import { typeset } from './typeset.ts'

const DICTIONARIES: Readonly<Record<Language, Words>> = { en, ru: typeset(ru) }

interface Speech {
  readonly language: Language
  readonly words: Words
  readonly spoken: Spoken
  readonly speak: (language: Language) => void
}

const SpeechContext = createContext<Speech | undefined>(undefined)

export function Speaking({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(pickLanguage)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const speak = useCallback((chosen: Language) => {
    keepLanguage(chosen)
    setLanguage(chosen)
  }, [])
  const speech = useMemo(
    () => ({ language, words: DICTIONARIES[language], spoken: createSpoken(language), speak }),
    [language, speak],
  )
  return <SpeechContext value={speech}>{children}</SpeechContext>
}

export function useSpeech(): Speech {
  const speech = use(SpeechContext)
  if (!speech) throw new Error('useSpeech outside <Speaking>')
  return speech
}
