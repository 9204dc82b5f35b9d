// One link a line in; one line of JSON out: the page's state, and what its query becomes.
const readline = require('node:readline');
const rison = require('rison');
const kuery = require('@cybernetex/kbn-es-query');

readline.createInterface({ input: process.stdin }).on('line', (link) => {
  const state = new URLSearchParams(new URL(link).hash.split('?').slice(1).join('?'));
  const page = rison.decode(state.get('_a'));
  const query = kuery.toElasticsearchQuery(kuery.fromKueryExpression(page.query.query));
  console.log(JSON.stringify({ shared: rison.decode(state.get('_g')), page, query }));
});
