// Preloaded into every process and thread of a compile: nothing it asks of the network leaves the machine. Whoever asks
// is refused at once, and the name is written down.
const { appendFileSync } = require('node:fs')
const dgram = require('node:dgram')
const dns = require('node:dns')
const net = require('node:net')
const threads = require('node:worker_threads')

function refusal(name) {
  appendFileSync(process.env.HUIWEI_ASKED_NETWORK, `${name}\n`)
  return new Error(`${name}: no network while compiling`)
}

const connect = net.Socket.prototype.connect
net.Socket.prototype.connect = function (...given) {
  const [first] = Array.isArray(given[0]) ? given[0] : given
  const { path, host = 'localhost' } = typeof first === 'object' ? first : { host: String(given[1]) }
  if (path) return connect.apply(this, given)
  process.nextTick((error) => this.destroy(error), refusal(host))
  return this
}
dgram.Socket.prototype.send = dgram.Socket.prototype.connect = () => {
  throw refusal('a datagram')
}
for (const owner of [dns, dns.promises]) {
  for (const name of Object.keys(owner).filter((key) => /^(lookup|resolve|reverse)/.test(key))) {
    owner[name] = (asked) => {
      throw refusal(String(asked))
    }
  }
}

// Threads of miniprogram-ci get an environment of their own.
const { HUIWEI_ASKED_NETWORK, NODE_OPTIONS } = process.env
threads.Worker = class extends threads.Worker {
  constructor(script, options = {}) {
    const env = { ...(options.env ?? process.env), HUIWEI_ASKED_NETWORK, NODE_OPTIONS }
    super(script, { ...options, env })
  }
}
