import { expect, test } from '@jest/globals'
import dns from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import tls from 'node:tls'

// An address that is kept for documentation: nobody is there, should anything get that far.
const [address, name] = ['192.0.2.1', 'example.com']

test.each<[string, () => unknown]>([
  ['a socket', () => net.connect(80, address)],
  ['a socket by options', () => net.connect({ port: 80, host: name })],
  ['a socket made before', () => new net.Socket().connect({ port: 80, host: address })],
  ['TLS', () => tls.connect(443, name)],
  ['HTTP', () => http.get(`http://${address}/`)],
  ['HTTPS', () => https.get(`https://${name}/`)],
  ['a name', () => dns.lookup(name, () => undefined)],
  ['a name’s records', () => dns.resolve4(name, () => undefined)],
  ['a name by promise', () => dns.promises.lookup(name)],
])('When a test reaches for another machine by %s, then it throws', async (_, reach) => {
  await expect((async () => reach())()).rejects.toThrow('a test may not reach')
})

test('When a test fetches from another machine, then it fails at once; from this one, it does not', async () => {
  for (const host of [address, name])
    await expect(fetch(`http://${host}/`)).rejects.toMatchObject({
      cause: { message: `a test may not reach ${host}` },
    })
  const server = http.createServer((_, response) => response.end('here'))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as net.AddressInfo
  for (const host of ['127.0.0.1', 'localhost'])
    expect(await (await fetch(`http://${host}:${port}/`)).text()).toBe('here')
  await new Promise(resolve => server.close(resolve))
})
