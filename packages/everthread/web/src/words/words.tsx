/** The words and the way of saying times, in the reader's language, for every component below. */
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react'
import { createSpoken, type Spoken } from '../time/spoken.ts'
import { type Dictionary, loadDictionary } from './dictionary.ts'
import { keepLanguage, type Language } from './language.ts'

interface Speech extends Dictionary {
  readonly spoken: Spoken
  readonly speak: (language: Language) => void
}

const SpeechContext = createContext<Speech | undefined>(undefined)

interface SpeakingProps {
  readonly first: Dictionary
  readonly children: ReactNode
}

export function Speaking({ first, children }: SpeakingProps) {
  const [{ language, words }, setDictionary] = useState(first)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const speak = useCallback((chosen: Language) => {
    keepLanguage(chosen)
    // Without the service there are no words to be had; the line on top says that it is gone.
    loadDictionary(chosen).then(setDictionary, () => undefined)
  }, [])
  const speech = useMemo(
    () => ({ language, words, spoken: createSpoken(language), speak }),
    [language, words, speak],
  )
  return <SpeechContext value={speech}>{children}</SpeechContext>
}

export function useSpeech(): Speech {
  const speech = use(SpeechContext)
  if (!speech) throw new Error('useSpeech outside <Speaking>')
  return speech
}
