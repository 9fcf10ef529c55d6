/** What ends a command before it has an answer, in English. */
import type { FailureWords } from './failure-words.ts'

const OTHER_FILE = 'Name another one with --env.'
const LOOK_AT_DISK = 'Look at the disk, then run the command again.'
const PUT_BACKUP_BACK =
  'Put a copy from the folder backups/ in its place. The token in your .env is untouched.'

export const failureWordsEn: FailureWords = {
  given: (given) => (given.kind === 'counted' ? `${given.length} characters` : `"${given.text}"`),

  config: {
    'not-a-database-url': (setting) => ({
      message: `${setting} must be a URL of a PostgreSQL database such as postgres://USER:PASSWORD@HOST/DATABASE`,
      remedy: 'Unset it to keep everything in the data folder (SQLite).',
    }),
    'database-needs-key': (setting) => ({
      message: `${setting} must be set where the store is on PostgreSQL: every node needs the same key, and a key file belongs to one machine`,
      remedy: '"openssl rand -base64 32" makes one. Keep a copy of it.',
    }),
    'folder-empty': (setting) => ({ message: `${setting} must name a folder, and is empty` }),
    'not-a-host': (setting, given) => ({
      message: `${setting} must be an address or a host name, without scheme and port, and is ${given}`,
      remedy: 'For example: 127.0.0.1, ::1 or localhost.',
    }),
    'not-a-port': (setting, given) => ({
      message: `${setting} must be a number from 0 to 65535, and is ${given}`,
    }),
    'not-a-language': (setting, given) => ({ message: `${setting} must be en or ru, and is ${given}` }),
    'not-a-log': (setting, given) => ({ message: `${setting} must be json or none, and is ${given}` }),
    'not-a-url': (setting, given) => ({
      message: `${setting} must be a URL such as https://example.com, and is ${given}`,
    }),
    'url-in-the-clear': (setting, given) => ({
      message: `${setting} must begin with https:, because a token would travel in the clear, and is ${given}`,
      remedy: 'http: is allowed on this computer only (localhost).',
    }),
    'url-with-extras': (setting, given) => ({
      message: `${setting} must have no user name, no query and no fragment, and the one for ${given} has`,
    }),
    'not-hosts': (setting, given) => ({
      message: `${setting} must be host names or addresses, separated by commas, and is ${given}`,
      remedy: 'For example: minio, 10.0.0.5:9000.',
    }),
    'bucket-incomplete': (setting) => ({
      message: `${setting} is not set, and EVERTHREAD_S3_BUCKET is`,
      remedy: 'Set both, or none.',
    }),
    'model-missing': (setting) => ({
      message: `${setting} is not set, and EVERTHREAD_AI_URL is`,
      remedy: 'Name a model that the endpoint has.',
    }),
  },

  envFile: {
    'not-found': (path) => ({
      message: `there is no file ${path}`,
      remedy: 'Look at the spelling, or name another one with --env.',
    }),
    'not-readable': (path) => ({
      message: `${path} cannot be read: this user lacks the permission`,
      remedy: 'Give it with chmod or chown.',
    }),
    'is-folder': (path) => ({ message: `${path} is a folder`, remedy: 'Name the .env file in it.' }),
    'not-a-file': (path) => ({
      message: `${path} is no regular file, but a pipe, a socket or a device`,
      remedy: OTHER_FILE,
    }),
    binary: (path) => ({
      message: `${path} is binary or UTF-16, not a .env file`,
      remedy: `${OTHER_FILE} Or save it as UTF-8: PowerShell's ">" writes UTF-16.`,
    }),
    'too-large': (path) => ({
      message: `${path} is larger than 1 MiB, which no .env file is`,
      remedy: OTHER_FILE,
    }),
    'not-writable': (path) => ({
      message: `${path} cannot be replaced: this user may not write to it or to its folder`,
      remedy: 'Give the permission. In a container, mount the folder and not the file.',
    }),
    'read-only': (path) => ({
      message: `${path} cannot be written: its file system is read-only`,
      remedy: 'In a container, look for a mount that ends in ":ro".',
    }),
    'disk-full': (path) => ({
      message: `${path} cannot be written: the disk is full, or the quota is used up`,
      remedy: 'Make room and run the command again.',
    }),
    io: (path) => ({
      message: `${path} cannot be read or written: the disk reports an error`,
      remedy: LOOK_AT_DISK,
    }),
    leftover: (path) => ({
      message: `an earlier edit of ${path} was cut short and has to be settled first`,
      remedy: 'everthread renew settles it.',
    }),
    'changed-meanwhile': (path) => ({
      message: `${path} went on changing while it was being replaced`,
      remedy: 'Close the program that writes to it, and run the command again.',
    }),
    locked: (path) => ({
      message: `another Everthread process is at work on ${path}`,
      remedy: 'Wait for it, or end it, and run the command again.',
    }),
    'no-lock-folder': (path) => ({
      message: `${path} cannot be locked: no folder for locks belongs to this user alone`,
      remedy: 'Make XDG_RUNTIME_DIR or the folder for temporary files writable for this user.',
    }),
  },
  newTokenAt: (path) =>
    `The new token is kept in ${path}, which only you can read; the next run puts it in its place.`,

  store: {
    missing: (file) => ({ message: `the store ${file} does not exist` }),
    'not-a-store': (file) => ({
      message: `the store ${file} is a database of another program; nothing was changed`,
      remedy: 'Name another data folder with --data.',
    }),
    corrupt: (file) => ({
      message: `the store ${file} is damaged, or is not a store`,
      remedy: PUT_BACKUP_BACK,
    }),
    'newer-schema': (file) => ({
      message: `the store ${file} was written by a newer version; nothing was changed`,
      remedy: 'Update Everthread.',
    }),
    'disk-full': (file) => ({
      message: `the store ${file} cannot be written: the disk is full. Nothing was changed`,
      remedy: 'Make room and run the command again.',
    }),
    'read-only': (file) => ({
      message: `the store ${file} cannot be written: it, or its folder, is read-only`,
      remedy: 'Make both writable for this user.',
    }),
    busy: (file) => ({
      message: `the store ${file} has been in use by another process for too long; nothing was changed`,
      remedy: 'Try again.',
    }),
    unreadable: (file) => ({
      message: `the store ${file} cannot be opened`,
      remedy: 'Look at the owner and the permissions of the file and its folder.',
    }),
    io: (file) => ({
      message: `the store ${file} cannot be read or written: the disk reports an error`,
      remedy: LOOK_AT_DISK,
    }),
    'sqlite-too-old': (file) => ({
      message: `the store ${file} needs SQLite 3.51.3 or newer`,
      remedy: 'Update Node.js: SQLite comes with it.',
    }),
    unreachable: (place) => ({
      message: `the database ${place} does not answer`,
      remedy: 'See that PostgreSQL runs there, and that this machine may reach it. It is tried again.',
    }),
    'login-refused': (place) => ({
      message: `the database ${place} does not let us in: the user or the password is wrong`,
      remedy: 'Correct EVERTHREAD_DATABASE_URL.',
    }),
    'not-empty': (place) => ({
      message: `the store ${place} holds something already; nothing was changed`,
      remedy: 'Name a new one.',
    }),
    'no-database': (place) => ({
      message: `there is no database ${place} on that server`,
      remedy: 'Make it with createdb, or correct EVERTHREAD_DATABASE_URL.',
    }),
  },

  media: {
    'disk-full': {
      message: 'the file was not kept: the disk is full, or the quota is used up',
      remedy: 'Make room and add it again.',
    },
    'upload-broken': { message: 'the file did not come to its end', remedy: 'Add it again.' },
    missing: {
      message: 'the file is no longer where it was kept',
      remedy: 'Add it again. If more are missing, restore a backup.',
    },
    'place-failed': {
      message: 'the file cannot be kept or read: the disk or the bucket reports an error',
      remedy: 'Look at the disk, or at the settings of the bucket.',
    },
  },

  vault: (problem) => {
    switch (problem.kind) {
      case 'wrong-key':
        return {
          message: `the store was encrypted with the key ${problem.wanted}, and the key at hand is ${problem.have}; nothing was changed`,
          remedy: 'Bring back EVERTHREAD_KEY or the key file.',
        }
      case 'damaged':
        return {
          message: 'a stored secret does not open: the store was changed, or is damaged',
          remedy: PUT_BACKUP_BACK,
        }
      case 'key-malformed':
        return {
          message: `${problem.where} must hold 32 bytes in base64, which is 44 characters`,
          remedy:
            '"openssl rand -base64 32" makes such a key. To rotate, several, separated by commas, the new one first.',
        }
      case 'key-missing':
        return {
          message: `there is no key: neither EVERTHREAD_KEY nor ${problem.path}`,
          remedy: 'Bring back the one that the store was written with: it cannot be read without it.',
        }
      case 'key-unreadable':
        return {
          message: `the key file ${problem.path} cannot be read`,
          remedy: 'Look at its owner and permissions.',
        }
      case 'key-not-written':
        return {
          message: `the key file ${problem.path} cannot be made; nothing was changed`,
          remedy: 'Look at the owner and permissions of its folder, and at the room on the disk.',
        }
      default:
        return problem satisfies never
    }
  },
  claimLost: {
    message: 'another Everthread process has taken the account over',
    remedy: 'Run the command again.',
  },
}
