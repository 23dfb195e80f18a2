// Runs the mutation tests of some folders of rules and says which mutants no test noticed, folder by folder. They are tried on the tests of the same folders.
// usage: node mutants.mjs [FOLDER ...]      (folders of src/Cig.Rules; all of them without arguments)
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const rules = resolve(here, '../../src/Cig.Rules');
const all = readdirSync(rules, { withFileTypes: true }).filter((e) => e.isDirectory() && !['bin', 'obj'].includes(e.name)).map((e) => e.name);
const folders = process.argv.slice(2).length ? process.argv.slice(2) : all;
const noticed = ['Killed', 'Timeout'];
const missed = ['Survived', 'NoCoverage'];
let failed = false;

const out = mkdtempSync(join(tmpdir(), 'cig-mutants-'));
const run = spawnSync('dotnet', ['stryker', '-O', out, ...folders.flatMap((f) => ['--mutate', `**/${f}/**/*.cs`])], {
  cwd: here,
  encoding: 'utf8',
  maxBuffer: 1 << 28,
  env: { ...process.env, CIG_MUTANTS: folders.map((f) => `${f}/*.cs`).join(';'), CsCheck_Iter: '5', RunAnalyzers: 'false', DOTNET_INFO_WAIT_TIME: '120000' },
});
let report;
try {
  report = JSON.parse(readFileSync(join(out, 'reports/mutation-report.json'), 'utf8'));
} catch {
  console.log(`no report\n${run.stdout.slice(-2000)}${run.stderr.slice(-2000)}`);
  process.exit(1);
} finally {
  rmSync(out, { recursive: true, force: true });
}

const every = Object.entries(report.files).flatMap(([file, { mutants }]) => mutants.map((m) => ({ place: relative(rules, resolve(here, file)), ...m })));
for (const folder of folders) {
  const mutants = every.filter((m) => m.place.startsWith(`${folder}/`));
  const killed = mutants.filter((m) => noticed.includes(m.status)).length;
  const late = mutants.filter((m) => m.status === 'Timeout').length;
  // Tables are built before any mutant is switched on (MutantRun.cs): what only builds them cannot be tried.
  const [left, tables] = [false, true].map((built) => mutants.filter((m) => missed.includes(m.status) && m.static === built));
  const tested = killed + left.length;
  console.log(`${folder}: ${tested === 0 ? 'no mutants' : `${((100 * killed) / tested).toFixed(1)} % of ${tested} mutants noticed`}${late ? `, ${late} of them by a timeout` : ''}${tables.length ? `, ${tables.length} in tables not tried` : ''}`);
  for (const m of left)
    console.log(`  ${m.place}:${m.location.start.line} ${m.mutatorName}: ${m.replacement.replaceAll(/\s+/g, ' ').slice(0, 110)}${m.status === 'NoCoverage' ? ' (no test reaches it)' : ''}`);
  failed ||= tested > 0 && killed / tested < 0.9;
}

process.exit(failed ? 1 : 0);
