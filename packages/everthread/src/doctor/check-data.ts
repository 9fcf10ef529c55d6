/** The checks of the data folder: the store, its key, and what its accounts wait for. Pure. */
import type { StoreErrorCode } from '../store/store-error.ts'
import type { VaultErrorCode } from '../vault/vault-error.ts'
import { type Finding, found } from './finding.ts'
import type { AccountView, DataFolder, Gathered, StoreView } from './gathered.ts'

export function checkStore({ data }: Gathered): Finding[] {
  switch (data.kind) {
    case 'none':
      return [found(data.isNamed ? 'data-named-empty' : 'data-none', { folder: data.folder })]
    case 'broken':
      return [brokenStore(data)]
    case 'other-schema':
      return [found(data.found > data.known ? 'store-newer' : 'store-older', data)]
    case 'store':
      return [found('store-sound', { file: data.file })]
    default:
      return data satisfies never
  }
}

function brokenStore({ file, code, backup }: Extract<DataFolder, { kind: 'broken' }>): Finding {
  if (code === 'corrupt') return found('store-damaged', { file, backup })
  return found(BROKEN[code] ?? 'store-failing', { file })
}

const BROKEN: Partial<Record<StoreErrorCode, 'store-foreign' | 'store-unreadable' | 'store-busy'>> = {
  'not-a-store': 'store-foreign',
  unreadable: 'store-unreadable',
  busy: 'store-busy',
}

export function checkEncryption({ data }: Gathered): Finding[] {
  if (data.kind !== 'store') return []
  const { keyFile: path, isKeyFilePrivate } = data
  return [
    data.key === 'right' ? found('key-right', {}) : wrongKey(data, data.key),
    ...(isKeyFilePrivate ? [] : [found('key-open-to-others', { path })]),
  ]
}

function wrongKey({ keyFile: path, file, backup }: StoreView, code: VaultErrorCode): Finding {
  switch (code) {
    case 'wrong-key':
      return found('key-wrong', {})
    case 'key-malformed':
      return found('key-malformed', {})
    case 'key-unreadable':
      return found('key-unreadable', { path })
    case 'key-missing':
    case 'key-not-written':
      return found('key-missing', { path })
    case 'damaged':
      return found('store-damaged', { file, backup })
    default:
      return code satisfies never
  }
}

export function checkAccounts({ data }: Gathered): Finding[] {
  return data.kind === 'store' ? data.accounts.flatMap(checkAccount) : []
}

function checkAccount(account: AccountView): Finding[] {
  const { needsPerson: reason, hasUnfinishedRenewal, waiting } = account
  return [
    ...(reason === undefined ? [] : [found('account-needs-person', { account, reason })]),
    ...(hasUnfinishedRenewal ? [found('account-renewal-unfinished', { account })] : []),
    ...waiting.map((place) => found('delivery-waiting', { account, ...place })),
  ]
}
