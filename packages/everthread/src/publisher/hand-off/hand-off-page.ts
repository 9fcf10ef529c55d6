/**
 * The page of a handed-off post, for a phone: HTML that works without a script. Whatever a post says is text in it and
 * nothing else; nothing that stands in the page itself is style or script, so that the strictest policy holds.
 */
import { escapeHtml } from './escape-html.ts'
import { HAND_OFF_WORDS, type HandOffWords } from './hand-off-words.ts'
import { intentOf, leftToHands } from './intent-of.ts'
import type { Part, Post } from '../post.ts'
import { isOut } from '../queue-actions/post-forms.ts'
import { createFormat } from '../../words/format.ts'
import type { Language } from '../../words/language.ts'

export interface HandOffPage {
  readonly token: string
  readonly post: Post
  readonly language: Language
  /** Where a part's files can be saved from, in their order; what is missing cannot be reached now. */
  readonly media: ReadonlyMap<number, readonly SavedMedia[]>
  readonly notice?: 'bad_link' | 'changed'
}

export interface SavedMedia {
  readonly kind: 'image' | 'video' | 'media'
  readonly url: string
  readonly altText?: string
}

export function handOffPage(page: HandOffPage): string {
  const words = HAND_OFF_WORDS[page.language]
  const { parts } = page.post
  const notice = page.notice && (page.notice === 'bad_link' ? words.badLink : words.changed)
  return document(page.language, words.title, [
    `<h1>${escapeHtml(words.title)}</h1>`,
    notice === undefined ? '' : `<p class="notice" role="alert">${escapeHtml(notice)}</p>`,
    `<p>${escapeHtml(parts.every(isOut) ? words.allOut : words.intro)}</p>`,
    ...parts.map((part) => partSection(page, words, part)),
  ])
}

/** The same for a link that never was and for one that has ended. */
export function gonePage(language: Language, kind: 'gone' | 'too_many'): string {
  const words = HAND_OFF_WORDS[language]
  if (kind === 'too_many') return document(language, words.title, [`<h1>${escapeHtml(words.tooMany)}</h1>`])
  return document(language, words.gone, [
    `<h1>${escapeHtml(words.gone)}</h1>`,
    `<p>${escapeHtml(words.goneRemedy)}</p>`,
  ])
}

function document(language: Language, title: string, body: readonly string[]): string {
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title>`,
    '<link rel="stylesheet" href="/h/style.css">',
    '<script src="/h/copy.js" defer></script>',
    '</head>',
    '<body><main>',
    ...body,
    '</main></body></html>',
  ].join('\n')
}

function partSection(page: HandOffPage, words: HandOffWords, part: Part): string {
  const { length } = page.post.parts
  const heading = length === 1 ? '' : `<h2>${escapeHtml(words.part(part.position, length))}</h2>`
  return [
    '<section>',
    heading,
    textField(words, part),
    handWork(words, part),
    mediaList(words, page.media.get(part.position) ?? []),
    isOut(part)
      ? outcome(page, words, part)
      : `${openThreads(page, words, part)}${publishedForm(page, words, part)}`,
    '</section>',
  ].join('\n')
}

/** @NOTE HTML drops the first line end of a textarea: this one is there for that. */
function textField(words: HandOffWords, { position, content }: Part): string {
  if (content.text === undefined) return ''
  const id = `text-${position}`
  return [
    `<label for="${id}">${escapeHtml(words.text)}</label>`,
    `<textarea id="${id}" readonly rows="6">\n${escapeHtml(content.text)}</textarea>`,
    `<button type="button" data-copy="${id}" data-copied="${escapeHtml(words.copied)}" hidden>${escapeHtml(words.copy)}</button>`,
  ].join('\n')
}

function handWork(words: HandOffWords, { content }: Part): string {
  const left = leftToHands(content)
  if (left.length === 0) return ''
  const detail: Partial<Record<(typeof left)[number], string>> = {
    poll: (content.pollAttachment ?? []).join(' / '),
    topic: content.topicTag ?? '',
  }
  const items = left.map((one) => {
    const more = detail[one]
    return `<li>${escapeHtml(words.left[one])}${more ? `: ${escapeHtml(more)}` : ''}</li>`
  })
  return `<p>${escapeHtml(words.byHand)}:</p><ul>${items.join('')}</ul>`
}

function mediaList(words: HandOffWords, media: readonly SavedMedia[]): string {
  const items = media.map(({ kind, url, altText }, index) => {
    const alt = altText ? `<br>${escapeHtml(`${words.altText}: ${altText}`)}` : ''
    return `<li>${outerLink(url, words.saveMedia(index + 1, kind), ' download')}${alt}</li>`
  })
  return items.length === 0 ? '' : `<ul>${items.join('')}</ul>`
}

function openThreads({ post }: HandOffPage, words: HandOffWords, part: Part): string {
  return `<p>${outerLink(intentOf(post, part), words.open, ' class="button"')}</p>`
}

function publishedForm({ token }: HandOffPage, words: HandOffWords, { position }: Part): string {
  const id = `link-${position}`
  return [
    `<form method="post" action="/h/${escapeHtml(token)}/published">`,
    `<input type="hidden" name="part" value="${position}">`,
    `<label for="${id}">${escapeHtml(words.link)}</label>`,
    `<input id="${id}" name="link" type="text" inputmode="url" autocomplete="off" maxlength="500">`,
    `<button type="submit">${escapeHtml(words.published)}</button>`,
    '</form>',
  ].join('\n')
}

function outcome(page: HandOffPage, words: HandOffWords, part: Part): string {
  if (part.state !== 'published') return ''
  const { permalink, publishedAt, as } = part
  const when = createFormat(page.language, 'UTC').instant(publishedAt)
  const said = as.kind === 'by_hand' ? words.outByHand(when) : words.outByUs(when)
  const see = permalink === undefined ? '' : ` ${outerLink(permalink, words.see)}`
  const undo = as.kind === 'by_hand' ? undoForm(page, words, part) : ''
  return `<p class="out">${escapeHtml(said)}${see}</p>${undo}`
}

function outerLink(href: string, label: string, attribute = ''): string {
  return `<a href="${escapeHtml(href)}"${attribute} rel="noreferrer noopener" target="_blank">${escapeHtml(label)}</a>`
}

function undoForm({ token }: HandOffPage, words: HandOffWords, { position }: Part): string {
  return [
    `<form method="post" action="/h/${escapeHtml(token)}/undo">`,
    `<input type="hidden" name="part" value="${position}">`,
    `<button type="submit" class="quiet">${escapeHtml(words.undo)}</button>`,
    '</form>',
  ].join('\n')
}
