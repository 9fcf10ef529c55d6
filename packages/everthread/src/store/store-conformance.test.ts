import { storeConformance } from './store-conformance.ts'
import { onEachEngine } from './test-store.ts'

onEachEngine(storeConformance)
