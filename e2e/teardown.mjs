export { stopAll as default } from './system.ts'
