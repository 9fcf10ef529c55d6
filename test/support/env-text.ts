/** `.env` files as people have them: the token between what stands before it and what stands after it. */

export interface EnvText {
  readonly before: string
  readonly after: string
}

export const ENV_TEXTS: readonly [EnvText, ...EnvText[]] = [
  { before: 'THREADS_ACCESS_TOKEN=', after: '\n' },
  { before: 'THREADS_ACCESS_TOKEN=', after: '' },
  {
    before: '# my app\nPORT=8501\nexport THREADS_ACCESS_TOKEN = ',
    after: ' # from the dashboard\n\nLAST="one two"\n',
  },
  { before: '\uFEFFA=1\r\nTHREADS_ACCESS_TOKEN="', after: "\"\r\nB='#'\r\n" },
  { before: "KEY='a\nTHREADS_ACCESS_TOKEN=no\n'\nTHREADS_ACCESS_TOKEN='", after: "'\nДАННЫЕ=ё\n" },
]

export function envWith({ before, after }: EnvText, token: string): string {
  return `${before}${token}${after}`
}

/** The value that stands between the two; `undefined` when anything else of the file has changed. */
export function tokenIn({ before, after }: EnvText, content: string): string | undefined {
  if (!content.startsWith(before) || !content.endsWith(after)) return undefined
  if (content.length < before.length + after.length) return undefined
  return content.slice(before.length, content.length - after.length)
}
