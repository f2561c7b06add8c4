export { startParts as default } from './parts.ts'
