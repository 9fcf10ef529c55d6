/** What people are called, in Latin letters for the username and as they write it themselves. */

export interface PersonName {
  readonly latin: string
  readonly own: string
}

type Names = readonly [PersonName, ...(readonly PersonName[])]

function names(first: string, ...others: readonly string[]): Names {
  return [nameFrom(first), ...others.map(nameFrom)]
}

/** `anna/Анна`; a single word is both. */
function nameFrom(text: string): PersonName {
  const [latin = '', own = latin] = text.split('/')
  return { latin: latin.toLowerCase(), own }
}

export const FIRST_NAMES = {
  en: names(
    ...(['Maya', 'Liam', 'Nora', 'Owen', 'Ruth', 'Theo', 'Iris', 'Hugo'] as const),
    ...(['Ada', 'Felix', 'June', 'Marco', 'Tessa', 'Ravi', 'Lena', 'Omar'] as const),
  ),
  ru: names(
    ...(['anna/Анна', 'dmitri/Дмитрий', 'olga/Ольга', 'pavel/Павел'] as const),
    ...(['irina/Ирина', 'sergei/Сергей', 'marina/Марина', 'ivan/Иван'] as const),
    ...(['daria/Дарья', 'kirill/Кирилл', 'vera/Вера', 'timur/Тимур'] as const),
  ),
} as const

export const LAST_NAMES = {
  en: names(
    ...(['Lind', 'Okafor', 'Brooks', 'Meyer', 'Costa', 'Hale', 'Novak', 'Singh'] as const),
    ...(['Park', 'Walsh', 'Dupont', 'Reyes', 'Stone', 'Aydin', 'Berg', 'Quinn'] as const),
  ),
  // Names that are the same for women and men.
  ru: names(
    ...(['shevchenko/Шевченко', 'kim/Ким', 'miller/Миллер', 'bondar/Бондарь'] as const),
    ...(['savchuk/Савчук', 'litvin/Литвин', 'gorbach/Горбач', 'zhuk/Жук'] as const),
    ...(['sedykh/Седых', 'belykh/Белых', 'kravets/Кравец', 'remez/Ремез'] as const),
  ),
} as const

export type Language = keyof typeof FIRST_NAMES

/** The accounts that standard access may look up (threads-api.md §5.9); they are the first of every population. */
export const FAMOUS = [
  { username: 'meta', name: 'Meta', followers: 4_800_000 },
  { username: 'threads', name: 'Threads', followers: 9_100_000 },
  { username: 'instagram', name: 'Instagram', followers: 61_000_000 },
  { username: 'facebook', name: 'Facebook', followers: 7_300_000 },
] as const
