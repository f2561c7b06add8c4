export { startAll as default } from './system.ts'
