/** Between what is written here and what the API calls it. Pure. */
import type { Post } from '../../api/queries.ts'
import { type Draft, type EditorMedia, type EditorPart, type Extras, NO_EXTRAS } from './editor.ts'

type Content = Post['parts'][number]['content']

/** What the API takes for the parts of a post. */
export function partsOf({ parts, extras }: Draft): { readonly content: Content }[] {
  return parts.map((part, index) => ({
    content: {
      ...(part.text !== '' && { text: part.text }),
      ...(part.media.length > 0 && { media: part.media.map(mediaRef) }),
      ...(index === 0 && extrasContent(extras)),
    },
  }))
}

function mediaRef({ id, altText }: EditorMedia) {
  return { kind: 'stored' as const, media_id: id, ...(altText !== '' && { alt_text: altText }) }
}

function extrasContent({ topic, replyControl, link, poll, quote, gif, isGhost, isSpoiler }: Extras): Content {
  const options = poll.filter((option) => option.trim() !== '')
  return {
    ...(topic !== '' && { topic_tag: topic }),
    ...(replyControl !== 'everyone' && { reply_control: replyControl }),
    ...(link !== '' && { link_attachment: link }),
    ...(options.length > 0 && { poll_attachment: options }),
    ...(quote !== '' && { quote_post_id: quote }),
    ...(gif !== '' && { gif_attachment: { gif_id: gif, provider: 'GIPHY' as const } }),
    ...(isGhost && { is_ghost_post: true }),
    ...(isSpoiler && { is_spoiler_media: true }),
  }
}

export function draftOf({ parts }: Pick<Post, 'parts'>): Draft {
  return {
    parts: parts.map(
      ({ content }, index): EditorPart => ({
        key: index,
        text: content.text ?? '',
        media: (content.media ?? []).flatMap((ref): EditorMedia[] =>
          ref.kind === 'stored' ? [{ id: ref.media_id, kind: 'image', altText: ref.alt_text ?? '' }] : [],
        ),
      }),
    ),
    extras: extrasOf(parts[0]?.content ?? {}),
  }
}

/** What this page cannot show is not lost silently: such a post is edited elsewhere. */
export function isWhollyShown({ parts }: Pick<Post, 'parts'>): boolean {
  return parts.every(({ content, delay_ms: delayMs }, index) => {
    const shown = partsOf(draftOf({ parts: parts.slice(index, index + 1) }))[0]?.content ?? {}
    const isPlain = index === 0 || Object.keys(shown).every((key) => key === 'text' || key === 'media')
    return delayMs === 0 && isPlain && JSON.stringify(sorted(shown)) === JSON.stringify(sorted(content))
  })
}

function sorted(content: Content): [string, unknown][] {
  return Object.entries(content).toSorted(([one], [other]) => (one < other ? -1 : 1))
}

function extrasOf(content: Content): Extras {
  return {
    ...NO_EXTRAS,
    topic: content.topic_tag ?? '',
    replyControl: content.reply_control ?? 'everyone',
    link: content.link_attachment ?? '',
    poll: content.poll_attachment ?? [],
    quote: content.quote_post_id ?? '',
    gif: content.gif_attachment?.gif_id ?? '',
    isGhost: content.is_ghost_post ?? false,
    isSpoiler: content.is_spoiler_media ?? false,
  }
}
