// A Compose file in, with its anchors and merges resolved, as one line of JSON.
const fs = require('node:fs');
const yaml = require('yaml');

console.log(JSON.stringify(yaml.parse(fs.readFileSync(process.argv[2], 'utf8'), { merge: true })));
