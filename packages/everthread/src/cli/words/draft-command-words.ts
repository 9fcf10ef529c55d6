/** What `everthread draft` says besides the drafts themselves. */
import type { Language } from '../../words/language.ts'

export interface DraftCommandWords {
  readonly noPrompt: string
  readonly longPrompt: (most: number) => string
  readonly outside: (option: string, most: number) => string
  readonly variant: (number: number) => string
  readonly shortening: (number: number) => string
  readonly tokens: (input: number, output: number) => string
  /** `tokens` is absent where the provider does not count. */
  readonly done: (model: string, tokens: string | undefined) => string
  readonly kept: (ids: readonly string[]) => string
}

const LISTS: Readonly<Record<Language, DraftCommandWords>> = {
  en: {
    noPrompt: 'say what the post is to be about: everthread draft "the first snow"',
    longPrompt: (most) => `say it in ${most} characters at most`,
    outside: (option, most) => `${option} takes 1 to ${most}`,
    variant: (number) => `Variant ${number}`,
    shortening: (number) => `Variant ${number} is too long; the model is asked to shorten it…`,
    tokens: (input, output) => `${input} tokens read, ${output} written`,
    done: (model, tokens) =>
      `Written by ${model}${tokens === undefined ? '' : `: ${tokens}`}. Nothing is published by itself.`,
    kept: (ids) => `Kept as drafts: ${ids.join(', ')}`,
  },
  ru: {
    noPrompt: 'скажите, о чём пост: everthread draft "первый снег"',
    longPrompt: (most) => `уложитесь в ${most} знаков`,
    outside: (option, most) => `${option} принимает от 1 до ${most}`,
    variant: (number) => `Вариант ${number}`,
    shortening: (number) => `Вариант ${number} слишком длинный; просим модель сократить…`,
    tokens: (input, output) => `прочитано токенов: ${input}, написано: ${output}`,
    done: (model, tokens) =>
      `Писала модель ${model}${tokens === undefined ? '' : `: ${tokens}`}. Само ничего не публикуется.`,
    kept: (ids) => `Сохранены как черновики: ${ids.join(', ')}`,
  },
}

export function draftCommandWords(language: Language): DraftCommandWords {
  return LISTS[language]
}
