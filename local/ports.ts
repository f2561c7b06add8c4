import { createServer, connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const hold = (port: number) =>
  new Promise<{ port: number; release(): Promise<void> }>((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      if (!address || typeof address === 'string') return reject(new Error('no address'))
      const release = () => new Promise<void>(done => server.close(() => done()))
      resolve({ port: address.port, release })
    })
  })

/** `count` different free ports of this machine; all are held together, so that none is given twice. */
export async function freePorts(count: number): Promise<number[]> {
  const held = await Promise.all(Array.from({ length: count }, () => hold(0)))
  await Promise.all(held.map(one => one.release()))
  return held.map(one => one.port)
}

export const isFree = (port: number): Promise<boolean> =>
  hold(port).then(
    one => one.release().then(() => true),
    () => false,
  )

const answers = (port: number) =>
  new Promise<boolean>(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => (socket.destroy(), resolve(true)))
    socket.once('error', () => resolve(false))
  })

/** Waits until something listens on the port; stops with the reason when `givenUp` says one; a busy machine is given time. */
export async function untilListening(port: number, givenUp: () => Error | undefined, seconds = 180) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(40)) {
    const reason = givenUp()
    if (reason) throw reason
    if (await answers(port)) return
  }
  throw new Error(`Nothing listens on port ${port} after ${seconds} s`)
}
