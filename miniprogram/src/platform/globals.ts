/**
 * Loaded before anything else: WeChat's logic layer has no AbortController, which TanStack Query makes for each
 * question. This entry of the polyfill touches neither fetch nor the DOM and defines it on the global object
 * (`self` does not exist there; webpack leads its fallback `global` to globalThis).
 */
import 'abortcontroller-polyfill/dist/abortcontroller-polyfill-only.js'
