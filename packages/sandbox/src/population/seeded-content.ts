/** What a post of a population says and shows. */
import {
  type Attachments,
  type Content,
  type ContentBody,
  type MediaFile,
  NO_ATTACHMENTS,
  textContent,
} from '../entities/content.ts'
import { pick, roll, SALT } from './dice.ts'
import type { Language } from './names.ts'
import { idOfNumber } from './numbered-id.ts'
import type { Population } from './population.ts'
import { mentionOf, type Relation, relationOf } from './relations.ts'
import { languageOf, usernameOf } from './seeded-user.ts'
import { ownerOf } from './timetable.ts'
import { ANSWERS, type Lines, LINKS, POLLS, REMARKS, type Topic, TOPICS } from './vocabulary.ts'

export function seededContent(population: Population, post: number, relation: Relation): Content {
  const language = languageOf(population, ownerOf(population, post))
  const content = textContent(textOf(population, post, relation))
  switch (relation.kind) {
    case 'reply':
      return { ...content, replyToId: idOfNumber(population, 'post', relation.target) }
    case 'quote':
      return { ...content, quotedId: idOfNumber(population, 'post', relation.target) }
    case 'original': {
      const body = bodyOf(population, post)
      const attachments = body.kind === 'TEXT' ? attachmentsOf(population, post, language) : NO_ATTACHMENTS
      return { ...content, body, attachments, topicTag: topicOf(population, post).tag }
    }
    case 'repost':
      return content
    default:
      return relation satisfies never
  }
}

/** The text and the topic in lower case, all that a search looks at, without the rest. */
export function wordsOf(population: Population, post: number): string {
  const relation = relationOf(population, post)
  if (relation.kind === 'repost') return ''
  const text = textOf(population, post, relation)
  const words = relation.kind === 'original' ? `${text} ${topicOf(population, post).tag}` : text
  return words.toLowerCase()
}

function topicOf(population: Population, post: number): Topic {
  const language = languageOf(population, ownerOf(population, post))
  return pick(TOPICS[language], roll(population, post, SALT.topic))
}

function textOf(population: Population, post: number, { kind }: Relation): string {
  const language = languageOf(population, ownerOf(population, post))
  const rolled = roll(population, post, SALT.text)
  const named = mentionOf(population, post)
  const address = named === undefined ? '' : ` @${usernameOf(population, named)}`
  return pick(linesOf(population, post, { kind, language }), rolled) + address
}

function linesOf(
  population: Population,
  post: number,
  { kind, language }: { readonly kind: Relation['kind']; readonly language: Language },
): Lines {
  if (kind === 'reply') return ANSWERS[language]
  return kind === 'quote' ? REMARKS[language] : topicOf(population, post).lines
}

/** Of a hundred posts: the others are text. */
const IMAGES = 18
const CAROUSELS = 6

function bodyOf(population: Population, post: number): ContentBody {
  const rolled = roll(population, post, SALT.body) % 100
  if (rolled < IMAGES) return { kind: 'IMAGE', file: pictureOf(idOfNumber(population, 'post', post)) }
  if (rolled >= IMAGES + CAROUSELS) return { kind: 'TEXT' }
  const children = [1, 2, 3].map((place) => {
    const id = `${idOfNumber(population, 'post', post)}${place}`
    return { id, file: pictureOf(id) }
  })
  return { kind: 'CAROUSEL', children }
}

/** A picture that the sandbox draws when it is fetched. */
function pictureOf(id: string): MediaFile {
  return {
    kind: 'IMAGE',
    sourceUrl: `https://example.com/pictures/${id}.jpg`,
    digest: `${SEEDED_DIGEST}${id}`,
    contentType: 'image/svg+xml',
    width: 1080,
    height: 1080,
    altText: undefined,
  }
}

/** How the digest of a picture begins that no bytes are stored of. */
export const SEEDED_DIGEST = 'seeded.'

/** Of a hundred posts of text. */
const POLL_SHARE = 5
const LINK_SHARE = 10

function attachmentsOf(population: Population, post: number, language: Language): Attachments {
  const rolled = roll(population, post, SALT.extra)
  const share = rolled % 100
  if (share < POLL_SHARE) return { ...NO_ATTACHMENTS, poll: pick(POLLS[language], rolled >>> 8) }
  if (share < POLL_SHARE + LINK_SHARE) return { ...NO_ATTACHMENTS, link: pick(LINKS, rolled >>> 8) }
  return NO_ATTACHMENTS
}
