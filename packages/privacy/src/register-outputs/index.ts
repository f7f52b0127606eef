export {
  type ProcessingCategory,
  type ProcessingRecord,
  processingRecord,
  type RecordedEntry,
} from './processing-record.ts';
export { renderProcessingRecord } from './processing-record-page.ts';
export type { SiteFacts } from './site-facts.ts';
export { type Disclosure, type StorageDisclosure, storageDisclosure } from './storage-disclosure.ts';
export { renderStorageTable } from './storage-table.ts';
