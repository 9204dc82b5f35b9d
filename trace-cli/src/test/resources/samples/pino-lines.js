// How samples/pino.log was written: npm i pino && node pino-lines.js > pino.log
const pino = require('pino')
let t = 1795352400000
const log = pino({ base: { pid: 7, hostname: 'cart-1', service: 'cart' }, timestamp: () => `,"time":${t += 250}` })
const a = log.child({ user_id: 'alice', session_id: 's-1', trace_id: '4bf92f3577b34da6a3ce929d0e0e4736', span_id: '00f067aa0ba902b7' })
const b = log.child({ user_id: 'bob', trace_id: '5bf92f3577b34da6a3ce929d0e0e4736' })
a.info('cart opened')
b.info('cart of bob opened')
a.debug('never written')
a.info({ sku: 'espresso', quantity: 2 }, 'article added')
const err = new Error('connect ECONNREFUSED 10.0.0.7:6379')
err.stack = 'Error: connect ECONNREFUSED 10.0.0.7:6379\n    at Socket.connect (cart.js:41:7)'
a.error({ err }, 'cart of alice could not be saved')
b.warn('cart of bob is nearly full')
