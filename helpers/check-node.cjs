// Runs before everything else, on whatever Node there is, so that a wrong one gets a sentence and not a syntax error.
const NEEDED = 24;
const major = Number(process.versions.node.split('.')[0]);
if (major < NEEDED) {
  const path = require('node:path').join(__dirname, '..', 'node_modules', '.bin', 'node');
  const why = require('node:fs').existsSync(path)
    ? 'start it through npm: npm start, npm test'
    : `the package "node" brings it: npm ci (where install scripts are switched off: npm rebuild node --ignore-scripts=false)`;
  process.stderr.write(`Node ${process.versions.node} runs this, and Node ${NEEDED} or later is needed; ${why}\n`);
  process.exit(64);
}
