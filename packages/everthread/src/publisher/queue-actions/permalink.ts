/** The address of a post on Threads, as people paste it. Pure. */
const PERMALINK =
  /^(?:https?:\/\/)?(?:www\.)?threads\.(?:com|net)\/(?:@(?<name>[\w.]{1,30})\/post|t)\/(?<code>[\w-]{1,40})\/?(?:[?#]\S*)?$/iu

/** As Meta writes it, without what was shared along; `undefined` for any other address. */
export function permalinkOf(link: string): string | undefined {
  const { name, code } = PERMALINK.exec(link.trim())?.groups ?? {}
  if (code === undefined) return undefined
  return `https://www.threads.com/${name === undefined ? 't' : `@${name}/post`}/${code}`
}
