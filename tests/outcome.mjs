// Reads what a run of the tests left behind (CTRF).
// usage: node outcome.mjs count|failures|methods FILE
//   count     how many passed, failed and were skipped
//   failures  each failed test, with its words
//   methods   the arguments that run the failed ones again
import { readFileSync } from 'node:fs';

const [what, file] = process.argv.slice(2);
let results;
try {
  ({ results } = JSON.parse(readFileSync(file, 'utf8')));
} catch {
  process.exit(0);
}

const failed = results.tests.filter((t) => t.status === 'failed');
if (what === 'count') console.log(results.summary.passed, results.summary.failed, results.summary.skipped);
if (what === 'failures') for (const t of failed) console.log(`failed: ${t.name} (${Math.round(t.duration / 1000)} s)\n${t.message ?? ''}\n${t.trace ?? ''}`);
if (what === 'methods') for (const m of new Set(failed.map((t) => `${t.extra.type}.${t.extra.method}`))) console.log(`--filter-method\n${m}`);
