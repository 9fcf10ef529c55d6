/**
 * What is being written: parts, and what belongs to the post as a whole. Every change is one event; what takes words away can be
 * undone. Pure.
 */
import { joinParts, splitPost } from '../../../../src/publisher/split-post.ts'

export interface EditorMedia {
  readonly id: string
  readonly kind: 'image' | 'video'
  readonly altText: string
}

export interface EditorPart {
  /** Stays with the part wherever it is moved. */
  readonly key: number
  readonly text: string
  readonly media: readonly EditorMedia[]
}

export const REPLY_CONTROLS = [
  'everyone',
  'accounts_you_follow',
  'followers_only',
  'mentioned_only',
  'parent_post_author_only',
] as const
export type ReplyControl = (typeof REPLY_CONTROLS)[number]

/** Of the first part; empty is absent. */
export interface Extras {
  readonly topic: string
  readonly replyControl: ReplyControl
  readonly link: string
  readonly poll: readonly string[]
  readonly quote: string
  readonly gif: string
  readonly isGhost: boolean
  readonly isSpoiler: boolean
}

export interface Draft {
  readonly parts: readonly EditorPart[]
  readonly extras: Extras
}

export interface Editor extends Draft {
  /** What an undo brings back. */
  readonly before: Draft | undefined
  /** The part that was changed last, or was made: the one that gets the focus. */
  readonly focus: number | undefined
}

export const NO_EXTRAS: Extras = {
  topic: '',
  replyControl: 'everyone',
  link: '',
  poll: [],
  quote: '',
  gif: '',
  isGhost: false,
  isSpoiler: false,
}

export type EditorEvent =
  | { readonly kind: 'wrote'; readonly key: number; readonly text: string }
  | { readonly kind: 'split'; readonly key: number }
  | { readonly kind: 'joined' }
  | { readonly kind: 'added' }
  | { readonly kind: 'removed'; readonly key: number }
  | { readonly kind: 'moved'; readonly key: number; readonly to: number }
  | { readonly kind: 'attached'; readonly key: number; readonly media: EditorMedia }
  | { readonly kind: 'detached'; readonly key: number; readonly id: string }
  | { readonly kind: 'described'; readonly key: number; readonly id: string; readonly altText: string }
  | { readonly kind: 'set'; readonly extras: Partial<Extras> }
  /** Of what a model wrote. Everything else of the post stays. */
  | { readonly kind: 'taken'; readonly texts: readonly string[] }
  | { readonly kind: 'undone' }
  | { readonly kind: 'replaced'; readonly draft: Draft }

export const EMPTY: Draft = { parts: [{ key: 0, text: '', media: [] }], extras: NO_EXTRAS }

export function editorOf(draft: Draft): Editor {
  return { ...draft, before: undefined, focus: undefined }
}

export function edit(editor: Editor, event: EditorEvent): Editor {
  switch (event.kind) {
    case 'wrote':
      return inPart(editor, event.key, (part) => ({ ...part, text: event.text }))
    case 'split':
      return split(editor, event.key)
    case 'joined':
      return undoable(editor, [joined(editor.parts)])
    case 'added': {
      const key = nextKey(editor)
      return { ...editor, parts: [...editor.parts, { key, text: '', media: [] }], focus: key }
    }
    case 'removed': {
      const parts = editor.parts.filter(({ key }) => key !== event.key)
      return parts.length === 0 ? editor : undoable(editor, parts)
    }
    case 'moved':
      return { ...editor, parts: moved(editor.parts, event), focus: event.key }
    case 'attached':
      return inPart(editor, event.key, (part) => ({ ...part, media: [...part.media, event.media] }))
    case 'detached':
      return undoable(
        editor,
        inPart(editor, event.key, (part) => ({
          ...part,
          media: part.media.filter(({ id }) => id !== event.id),
        })).parts,
      )
    case 'described':
      return inPart(editor, event.key, (part) => ({
        ...part,
        media: part.media.map((one) => (one.id === event.id ? { ...one, altText: event.altText } : one)),
      }))
    case 'set':
      return { ...editor, extras: { ...editor.extras, ...event.extras } }
    case 'taken': {
      const first = nextKey(editor)
      return undoable(
        editor,
        event.texts.map((text, index) => ({ key: first + index, text, media: [] })),
      )
    }
    case 'undone':
      return editor.before ? editorOf(editor.before) : editor
    case 'replaced':
      return editorOf(event.draft)
    default:
      return event satisfies never
  }
}

function inPart(editor: Editor, key: number, change: (part: EditorPart) => EditorPart): Editor {
  return {
    ...editor,
    parts: editor.parts.map((part) => (part.key === key ? change(part) : part)),
    focus: undefined,
  }
}

function undoable(editor: Editor, parts: readonly EditorPart[]): Editor {
  const { parts: before, extras } = editor
  return { ...editor, parts, before: { parts: before, extras }, focus: parts.at(-1)?.key }
}

function nextKey({ parts }: Draft): number {
  return Math.max(...parts.map(({ key }) => key)) + 1
}

/** By hand at lines of three hyphens, else where it hurts least. What hangs on the part stays with its beginning. */
function split(editor: Editor, key: number): Editor {
  const part = editor.parts.find((one) => one.key === key)
  const result = part && splitPost(part.text)
  if (!part || result?.kind !== 'split' || result.texts.length < 2) return editor
  const first = nextKey(editor)
  const parts = result.texts.map(
    (text, index): EditorPart => (index === 0 ? { ...part, text } : { key: first + index, text, media: [] }),
  )
  return undoable(
    editor,
    editor.parts.flatMap((one) => (one.key === key ? parts : [one])),
  )
}

function joined(parts: readonly EditorPart[]): EditorPart {
  const [first] = parts
  return {
    key: first?.key ?? 0,
    text: joinParts(parts.map(({ text }) => text)),
    media: parts.flatMap(({ media }) => media),
  }
}

function moved(
  parts: readonly EditorPart[],
  { key, to }: { readonly key: number; readonly to: number },
): readonly EditorPart[] {
  const part = parts.find((one) => one.key === key)
  if (!part) return parts
  const others = parts.filter((one) => one.key !== key)
  return others.toSpliced(Math.max(0, Math.min(others.length, to)), 0, part)
}

/** Is there anything to keep? */
export function isEmpty({ parts, extras }: Draft): boolean {
  return (
    parts.every(({ text, media }) => text.trim() === '' && media.length === 0) &&
    extras.link === '' &&
    extras.poll.length === 0 &&
    extras.gif === ''
  )
}
