// Before each test file: whatever would leave this machine throws, so that no test can depend on a network.
import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

const loopback = ['127.0.0.1', '::1', '[::1]', 'localhost']
const check = host => {
  if (host !== undefined && !loopback.includes(host)) throw new Error(`a test may not reach ${host}`)
}

/** Where `connect` is asked to: (options), (port, host), (path), or a list of such, as Node passes it on to itself. */
const hostOf = ([to, host]) => {
  if (Array.isArray(to)) return hostOf(to)
  if (typeof to === 'object' && to !== null) return to.path ? undefined : to.host
  return Number(to) >= 0 && typeof host === 'string' ? host : undefined
}

const mark = Symbol.for('mulin.loopback')
if (!net.Socket.prototype[mark]) {
  net.Socket.prototype[mark] = true
  // fetch, http and tls all come through here.
  const { connect } = net.Socket.prototype
  net.Socket.prototype.connect = function (...args) {
    check(hostOf(args))
    return connect.apply(this, args)
  }
  for (const names of [dns, dns.promises])
    for (const [name, ask] of Object.entries(names))
      if (/^(lookup|resolve|reverse)/.test(name))
        names[name] = (host, ...rest) => {
          check(host)
          return ask.call(names, host, ...rest)
        }
  syncBuiltinESMExports()
}
