/** What `backup`, `restore` and `migrate` say. */
import type { BackupErrorCode } from '../../backup/backup-error.ts'
import type { Language } from '../../words/language.ts'
import type { Sentences } from '../../words/sentences.ts'

export interface StoreWords {
  readonly backedUp: (file: string, files: number) => string
  readonly withKey: string
  readonly withoutKey: string
  readonly keyElsewhere: string
  readonly restored: (place: string, madeAt: string) => string
  readonly keyNeeded: string
  readonly migrated: (from: string, to: string, rows: number) => string
  readonly keepKey: string
  readonly backup: Readonly<Record<BackupErrorCode, (path: string) => Sentences>>
  readonly serviceRuns: (pid: number) => Sentences
  readonly renewalUnderWay: Sentences
  readonly fileMissing: string
  readonly placeMissing: string
}

const en: StoreWords = {
  backedUp: (file, files) => `backed up to ${file} (${files} ${files === 1 ? 'file' : 'files'})`,
  withKey: 'The key is in it: whoever has this file has the tokens.',
  withoutKey:
    'The key is not in it, and without the key the tokens cannot be read: keep a copy of it elsewhere.',
  keyElsewhere: 'The key is in EVERTHREAD_KEY and not in a file, so it is not in the backup.',
  restored: (place, madeAt) => `restored into ${place}, as it was on ${madeAt}`,
  keyNeeded: 'The backup came without its key: set EVERTHREAD_KEY, or put the key file into the data folder.',
  migrated: (from, to, rows) => `copied from ${from} to ${to}: ${rows} ${rows === 1 ? 'row' : 'rows'}`,
  keepKey:
    'The tokens are sealed with the same key as before: every node needs it in EVERTHREAD_KEY. The old store is as it was; start nothing on it any more.',
  backup: {
    damaged: (path) => ({
      message: `${path} is no backup of Everthread, or is damaged; nothing was changed`,
      remedy: 'Take another one.',
    }),
    'folder-not-empty': (path) => ({
      message: `the data folder ${path} is not empty; nothing was changed`,
      remedy: 'Move it away, or name another one with --data.',
    }),
    'file-exists': (path) => ({
      message: `${path} is there already; nothing was changed`,
      remedy: 'Name a new file.',
    }),
  },
  serviceRuns: (pid) => ({
    message: `a service is at work on this store (process ${pid}); nothing was copied`,
    remedy: 'Stop it, then run the command again.',
  }),
  renewalUnderWay: {
    message: 'a renewal has not been settled; nothing was copied',
    remedy: 'Run everthread renew, then run the command again.',
  },
  fileMissing: 'name the file of the backup',
  placeMissing: '--to must name a database such as postgres://HOST/DATABASE, or a folder',
}

const ru: StoreWords = {
  backedUp: (file, files) => `резервная копия сохранена в ${file} (файлов: ${files})`,
  withKey: 'Ключ внутри: у кого есть этот файл, у того есть и токены.',
  withoutKey: 'Ключа в ней нет, а без него токены не прочитать: храните копию ключа в другом месте.',
  keyElsewhere: 'Ключ задан в EVERTHREAD_KEY, а не в файле, поэтому в копию он не попал.',
  restored: (place, madeAt) => `восстановлено в ${place} по состоянию на ${madeAt}`,
  keyNeeded: 'В копии нет ключа: задайте EVERTHREAD_KEY или положите файл ключа в папку данных.',
  migrated: (from, to, rows) => `скопировано из ${from} в ${to}; строк: ${rows}`,
  keepKey:
    'Токены зашифрованы прежним ключом: он нужен каждому узлу в EVERTHREAD_KEY. Старое хранилище не изменено; больше ничего на нём не запускайте.',
  backup: {
    damaged: (path) => ({
      message: `${path} — не резервная копия Everthread, или она повреждена; ничего не изменено`,
      remedy: 'Возьмите другую.',
    }),
    'folder-not-empty': (path) => ({
      message: `папка данных ${path} не пуста; ничего не изменено`,
      remedy: 'Уберите её или укажите другую: --data.',
    }),
    'file-exists': (path) => ({
      message: `файл ${path} уже есть; ничего не изменено`,
      remedy: 'Укажите новый файл.',
    }),
  },
  serviceRuns: (pid) => ({
    message: `с этим хранилищем работает служба (процесс ${pid}); ничего не скопировано`,
    remedy: 'Остановите её и повторите команду.',
  }),
  renewalUnderWay: {
    message: 'продление токена ещё не завершено; ничего не скопировано',
    remedy: 'Выполните everthread renew и повторите команду.',
  },
  fileMissing: 'укажите файл резервной копии',
  placeMissing: '--to: укажите базу вида postgres://HOST/DATABASE или папку',
}

export const STORE_WORDS: Readonly<Record<Language, StoreWords>> = { en, ru }
