// One query a line in, as a JSON text; one line out: what Kibana would send to Elasticsearch.
const readline = require('node:readline');
const kuery = require('@cybernetex/kbn-es-query');

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const query = kuery.fromKueryExpression(JSON.parse(line));
  console.log(JSON.stringify(kuery.toElasticsearchQuery(query)));
});
