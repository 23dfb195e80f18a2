// Runs the mutation tests of the rules folder by folder and says which mutants no test noticed. Each folder is tried on the tests of its own folder alone: rules are tested
// where they stand, not by the rules that use them.
// usage: node mutants.mjs [FOLDER ...]      (folders of src/Cig.Rules; all of them without arguments)
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const rules = resolve(here, '../../src/Cig.Rules');
const every = readdirSync(rules, { withFileTypes: true }).filter((e) => e.isDirectory() && !['bin', 'obj'].includes(e.name)).map((e) => e.name);
const folders = process.argv.slice(2).length ? process.argv.slice(2) : every;
const noticed = ['Killed', 'Timeout'];
const missed = ['Survived', 'NoCoverage'];
let failed = false;

for (const folder of folders) {
  const out = mkdtempSync(join(tmpdir(), 'cig-mutants-'));
  const run = spawnSync('dotnet', ['stryker', '--mutate', `**/${folder}/**/*.cs`, '-O', out], {
    cwd: here, encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, CIG_MUTANTS: folder, CsCheck_Iter: '5', RunAnalyzers: 'false' },
  });
  let report;
  try {
    report = JSON.parse(readFileSync(join(out, 'reports/mutation-report.json'), 'utf8'));
  } catch {
    console.log(`${folder}: no report\n${run.stdout.slice(-2000)}${run.stderr.slice(-2000)}`);
    failed = true;
    continue;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }

  const mutants = Object.entries(report.files).flatMap(([file, { mutants }]) => mutants.map((m) => ({ file, ...m })));
  const killed = mutants.filter((m) => noticed.includes(m.status)).length;
  // Tables are built before any mutant is switched on (MutantRun.cs): what only builds them cannot be tried.
  const [left, tables] = [false, true].map((built) => mutants.filter((m) => missed.includes(m.status) && m.static === built));
  const tested = killed + left.length;
  console.log(`${folder}: ${tested === 0 ? 'no mutants' : `${((100 * killed) / tested).toFixed(1)} % of ${tested} mutants noticed`}${tables.length ? `, ${tables.length} in tables not tried` : ''}`);
  for (const m of left) {
    const place = m.file.slice(m.file.indexOf(`${folder}/`));
    console.log(`  ${place}:${m.location.start.line} ${m.mutatorName}: ${m.replacement.replaceAll(/\s+/g, ' ').slice(0, 110)}${m.status === 'NoCoverage' ? ' (no test reaches it)' : ''}`);
  }
  failed ||= tested > 0 && killed / tested < 0.9;
}

process.exit(failed ? 1 : 0);
