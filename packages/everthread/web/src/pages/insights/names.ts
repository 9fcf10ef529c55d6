/** What Meta writes in codes, in words; what nobody knows stays as Meta writes it. */
import type { Language } from '../../words/language.ts'
import { inBoth } from '../../words/in-both.ts'

const KINDS = inBoth<Readonly<Record<string, string>>>(
  {
    TEXT_POST: 'Text',
    IMAGE: 'Picture',
    VIDEO: 'Video',
    CAROUSEL_ALBUM: 'Several pictures',
    AUDIO: 'Audio',
  },
  {
    TEXT_POST: 'Текст',
    IMAGE: 'Картинка',
    VIDEO: 'Видео',
    CAROUSEL_ALBUM: 'Несколько картинок',
    AUDIO: 'Звук',
  },
)

const GENDERS = inBoth<Readonly<Record<string, string>>>(
  { F: 'Women', M: 'Men', U: 'Not said' },
  { F: 'Женщины', M: 'Мужчины', U: 'Не указано' },
)

export function kindName(kind: string, language: Language): string {
  return KINDS[language][kind] ?? kind
}

export function groupName(dimension: string, name: string, language: Language): string {
  if (dimension === 'gender') return GENDERS[language][name] ?? name
  if (dimension !== 'country' || !/^[A-Z]{2}$/.test(name)) return name
  return new Intl.DisplayNames(language, { type: 'region' }).of(name) ?? name
}

/** Ages stand in their order, everything else by how many there are. */
export function inOrder<G extends { readonly name: string }>(
  dimension: string,
  groups: readonly G[],
): readonly G[] {
  return dimension === 'age' ? groups.toSorted((one, other) => (one.name < other.name ? -1 : 1)) : groups
}
