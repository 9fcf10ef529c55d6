/** A quiet likeness of how Threads shows it. Words stay words: links, tags and names are only coloured. */
import type { Account } from '../../api/queries.ts'
import { usePageWords } from '../../words/in-both.ts'
import type { Draft, EditorPart, Extras } from './editor.ts'
import { composeWords } from './words.ts'

interface PreviewProps {
  readonly draft: Draft
  readonly account: Account
}

export function Preview({ draft: { parts, extras }, account: { account } }: PreviewProps) {
  const words = usePageWords(composeWords)
  const name = account.username ?? ''
  return (
    <section aria-label={words.preview} className="grid content-start gap-3">
      <h2 className="text-small text-quiet">{words.preview}</h2>
      <ol className="rounded-card border border-line bg-card p-4">
        {parts.map((part, index) => (
          <li key={part.key} className="grid grid-cols-[2.25rem_minmax(0,1fr)] gap-x-3">
            <div className="grid grid-rows-[2.25rem_1fr] justify-items-center gap-2">
              <Face name={name} />
              {index < parts.length - 1 && <span className="w-0.5 bg-line" />}
            </div>
            <div className="pb-4">
              <p className="font-semibold">
                {name}
                {index === 0 && extras.topic !== '' && (
                  <span className="font-normal text-quiet"> › {extras.topic}</span>
                )}
              </p>
              <Body part={part} extras={index === 0 ? extras : undefined} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** No picture: Meta's servers would learn of every visit. */
function Face({ name }: { readonly name: string }) {
  return (
    <span
      aria-hidden="true"
      className="grid size-9 place-items-center rounded-full bg-accent-soft font-semibold text-accent"
    >
      {name.charAt(0).toUpperCase()}
    </span>
  )
}

function Body({ part, extras }: { readonly part: EditorPart; readonly extras: Extras | undefined }) {
  const words = usePageWords(composeWords)
  const options = extras?.poll.filter((option) => option.trim() !== '') ?? []
  return (
    <div className="grid gap-3">
      <p className="break-words whitespace-pre-wrap">{coloured(part.text)}</p>
      {part.media.length > 0 && (
        <ul className="flex gap-2 overflow-x-auto">
          {part.media.map(({ id, altText }) => (
            <li
              key={id}
              className="grid h-32 min-w-28 place-items-center rounded-control bg-sunken px-3 text-center text-small text-quiet"
            >
              {altText === '' ? words.attachment : altText}
            </li>
          ))}
        </ul>
      )}
      {extras && extras.link !== '' && (
        <p className="truncate rounded-control border border-line px-3 py-2 text-small">{extras.link}</p>
      )}
      {options.length > 0 && (
        <ul aria-label={words.votes} className="grid gap-2">
          {options.map((option) => (
            <li key={option} className="rounded-control border border-edge px-3 py-1.5">
              {option}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const MARKED = /(https?:\/\/\S+|[@#][\p{L}\p{N}_.]+)/gu

function coloured(text: string) {
  return text.split(MARKED).map((piece, index) =>
    index % 2 === 1 ? (
      // The pieces of one text in their order: where one stands is what it is.
      <span key={`${index} ${piece}`} className="text-accent">
        {piece}
      </span>
    ) : (
      piece
    ),
  )
}
