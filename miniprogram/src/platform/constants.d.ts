/** Where the API is; empty in the browser, where it is the page's own origin. Set by config/index.ts. */
declare const MULIN_API: string
/** Whether this build has the panel that switches between demo people. */
declare const MULIN_DEMO: boolean
/** Folder → its pages, as they are there. Set by config/index.ts, for app.config.ts. */
declare const MULIN_PAGES: Readonly<Record<string, readonly string[]>>

declare module 'abortcontroller-polyfill/dist/abortcontroller-polyfill-only.js'
