/** `npm run docs`: writes the README's generated parts; with --check it writes nothing and fails where they are stale. */
import { readFileSync, writeFileSync } from 'node:fs';
import { catalogueTable, replaceBetween } from './report/catalogue-markdown.ts';
import { REQUIREMENTS } from './requirements.ts';
import { USAGE } from './run/usage.ts';

const README = new URL('../README.md', import.meta.url);

const before = readFileSync(README, 'utf8');
const withTable = replaceBetween(before, 'requirements', catalogueTable(REQUIREMENTS));
const after = replaceBetween(withTable, 'usage', `\`\`\`text\n${USAGE}\n\`\`\``);
if (process.argv.includes('--check')) {
  if (after !== before) {
    console.error('README.md: its generated parts are stale; run: npm run docs');
    process.exitCode = 1;
  }
} else {
  writeFileSync(README, after);
}
