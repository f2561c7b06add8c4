import vm from 'node:vm'

type Report = (reason: unknown) => void
type Process = Pick<NodeJS.Process, 'on' | 'off' | 'listeners' | 'removeAllListeners'>

// Node tells of unhandled rejections once per process. The promise shows whose it is: every logic layer
// is a realm with its own Promise. Under jest `process` is a copy without events, hence the detour by vm.
const nodeProcess = vm.runInThisContext('process') as Process
const realms = new Map<PromiseConstructor, Report>()
let others: NodeJS.UnhandledRejectionListener[] = []

const listen: NodeJS.UnhandledRejectionListener = (reason, promise) => {
  for (const [realm, report] of realms) if (promise instanceof realm) return report(reason)
  if (others.length === 0) throw reason // what Node does when nobody listens
  for (const listener of others) listener(reason, promise)
}

/** Reports rejections nobody handled in one realm; all others go where they went before. Returns the end of it. */
export const watchRejections = (realm: PromiseConstructor, report: Report) => {
  if (realms.size === 0) {
    others = nodeProcess.listeners('unhandledRejection')
    nodeProcess.removeAllListeners('unhandledRejection')
    nodeProcess.on('unhandledRejection', listen)
  }
  realms.set(realm, report)
  return () => {
    if (!realms.delete(realm) || realms.size > 0) return
    nodeProcess.off('unhandledRejection', listen)
    for (const listener of others) nodeProcess.on('unhandledRejection', listener)
  }
}
