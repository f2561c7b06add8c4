export { startDatabases as default } from './parts.ts'
