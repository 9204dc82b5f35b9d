// Writes pino.ndjson: what pino 10 and pino-http 11 really print. See README.md.
const pino = require('pino')
const http = require('http')
const { randomUUID } = require('crypto')
const pinoHttp = require('pino-http')

const log = pino({ name: 'payments', level: 'trace' }, pino.destination({ dest: 1, sync: true }))
log.info({ trace_id: '4bf92f3577b34da6a3ce929d0e0e4736', span_id: '00f067aa0ba902b7', trace_flags: '01', user_id: 'alice', session_id: 's-1' }, 'charging card')
log.error(Object.assign(new Error('card expired'), { code: 'E_CARD' }))
log.error({ err: new TypeError('limit is not a number'), userId: 4711, order: { id: 4711, items: ['a', 'b'], total: 12.5 } }, 'charge failed')
log.fatal('out of memory')
log.trace('entering')
log.child({ correlationId: 'c-0001-abcdef' }).warn('slow bank %d ms', 812)
const plain = pino({ level: 'info' }, pino.destination({ dest: 1, sync: true }))
plain.info('no name')
const iso = pino({ name: 'iso', timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: l => ({ level: l }) } }, pino.destination({ dest: 1, sync: true }))
iso.warn('level as text, time as text')

const middleware = pinoHttp({ logger: log, genReqId: req => req.headers['x-request-id'] || randomUUID() })
const counting = pinoHttp({ logger: log })
const server = http.createServer((req, res) => {
  (req.url === '/counted' ? counting : middleware)(req, res)
  req.log.info('inside the handler')
  res.statusCode = req.url === '/fail' ? 500 : 200
  res.end('ok')
})
server.listen(0, '127.0.0.1', async () => {
  const base = `http://127.0.0.1:${server.address().port}`
  await fetch(base + '/checkout?x=1', { headers: { 'x-request-id': 'req-7f3a9c21', 'x-correlation-id': 'corr-42-xyz' } })
  await fetch(base + '/fail')
  await fetch(base + '/counted')
  server.close()
  server.closeAllConnections()
})
