/** The language of an answer. Pure. */
import { isLanguage, type Language } from '../words/language.ts'

/** The first of ours by weight, then by place; `fallback` where none is wanted. */
export function acceptLanguage(header: string | undefined, fallback: Language): Language {
  const wishes = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map(parseWish)
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
  return wishes.map(({ language }) => language).find(isLanguage) ?? fallback
}

function parseWish(text: string): { readonly language: string; readonly weight: number } {
  const [tag = '', ...parameters] = text.trim().toLowerCase().split(';')
  const quality = parameters
    .map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1])
    .find((one) => one !== undefined)
  return { language: tag.split('-')[0] ?? '', weight: quality === undefined ? 1 : Number(quality) }
}
