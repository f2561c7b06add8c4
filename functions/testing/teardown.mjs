export { stopParts as default } from './parts.ts'
