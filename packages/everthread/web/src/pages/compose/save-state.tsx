/** Whether what stands here is kept, and where; and what to do when another window wrote meanwhile. */
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { toMillis, useNow } from '../../time/server-clock.ts'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import type { Saving } from './use-autosave.ts'
import { composeWords } from './words.ts'

interface SaveStateProps {
  readonly saving: Saving
  readonly onOverwrite: () => void
  readonly onTake: () => void
}

export function SaveState({ saving, onOverwrite, onTake }: SaveStateProps) {
  const words = usePageWords(composeWords)
  return (
    <div role="status" className="text-small text-quiet">
      {saving.kind === 'nothing' && words.notYet}
      {saving.kind === 'saving' && words.saving}
      {saving.kind === 'saved' && <Saved at={saving.post.updated_at} />}
      {saving.kind === 'away' && <Notice standing="late">{words.unsaved}</Notice>}
      {saving.kind === 'conflict' && (
        <Notice standing="late">
          <p>{words.conflict}</p>
          <p className="flex flex-wrap gap-2 pt-2">
            <Button onClick={onOverwrite}>{words.keepMine}</Button>
            <Button onClick={onTake}>{words.takeTheirs}</Button>
          </p>
        </Notice>
      )}
    </div>
  )
}

function Saved({ at }: { readonly at: string }) {
  const { spoken } = useSpeech()
  const words = usePageWords(composeWords)
  return words.saved(spoken.distance(Math.min(toMillis(at), useNow()), useNow()))
}
