/** Russian counts in three forms: 1 часть, 2 части, 5 частей. */
const rules = new Intl.PluralRules('ru')

export interface RussianForms {
  readonly one: string
  readonly few: string
  readonly many: string
}

export function inRussian(count: number, { one, few, many }: RussianForms): string {
  const form = rules.select(count)
  return form === 'one' ? one : form === 'few' ? few : many
}
