/** The pictures and videos of a part: uploaded when they are chosen, each with what it shows in words. */
import { useMutation } from '@tanstack/react-query'
import { type Dispatch, useId } from 'react'
import { upload } from '../../api/upload.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Trouble } from '../../components/notice.tsx'
import { usePageWords } from '../../words/in-both.ts'
import type { EditorEvent, EditorPart } from './editor.ts'
import { composeWords } from './words.ts'

interface MediaListProps {
  readonly part: EditorPart
  readonly dispatch: Dispatch<EditorEvent>
}

export function MediaList({ part: { key, media }, dispatch }: MediaListProps) {
  const words = usePageWords(composeWords)
  const id = useId()
  const add = useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) {
        const { id, kind } = await upload(file)
        dispatch({ kind: 'attached', key, media: { id, kind, altText: '' } })
      }
    },
  })
  return (
    <>
      {media.length > 0 && (
        <ol className="grid gap-3">
          {media.map((one) => (
            <li key={one.id} className="flex flex-wrap items-end gap-3">
              <div className="min-w-0 flex-1 basis-64">
                <Field
                  label={words.alt}
                  value={one.altText}
                  onChange={({ target }) =>
                    dispatch({ kind: 'described', key, id: one.id, altText: target.value })
                  }
                />
              </div>
              <Button onClick={() => dispatch({ kind: 'detached', key, id: one.id })}>
                {words.removeMedia}
              </Button>
            </li>
          ))}
        </ol>
      )}
      <div>
        <label htmlFor={id} className="control cursor-pointer border border-edge focus-within:outline-2">
          {add.isPending ? words.uploading : words.addMedia}
        </label>
        <input
          id={id}
          type="file"
          multiple
          accept="image/jpeg,image/png,video/mp4,video/quicktime"
          className="sr-only"
          onChange={({ target }) => {
            add.mutate([...(target.files ?? [])])
            target.value = ''
          }}
        />
      </div>
      {add.isError && <Trouble error={add.error} />}
    </>
  )
}
