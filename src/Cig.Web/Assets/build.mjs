// Makes wwwroot/dist from this folder: one style sheet of what the pages use, the fonts, and a script for each .ts file here.
import { build } from 'esbuild';
import { PurgeCSS } from 'purgecss';
import * as sass from 'sass';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const web = dirname(here);
const out = join(web, 'wwwroot', 'dist');
await rm(out, { recursive: true, force: true });
await mkdir(join(out, 'fonts'), { recursive: true });

const compile = (file) => sass.compile(join(here, file), {
  style: 'compressed', quietDeps: true, silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'mixed-decls', 'if-function', 'legacy-js-api', 'slash-div'],
  loadPaths: [join(web, 'node_modules/bootstrap-italia/src/scss'), join(web, 'node_modules')], logger: sass.Logger.silent,
}).css;
const italia = await new PurgeCSS().purge({
  content: [join(web, 'Pages/**/*.cshtml'), join(web, 'Components/**/*.cs'), join(here, '*.ts')],
  css: [{ raw: compile('italia.scss') }], variables: true, keyframes: true, fontFace: true,
});
// The package's own font files are not shipped: ours are smaller and are named in cig.scss.
const withoutFonts = italia[0].css.replace(/@font-face\{[^}]*\}/g, '');
await writeFile(join(out, 'cig.css'), withoutFonts + compile('cig.scss'));

for (const weight of ['400', '600', '700']) {
  const name = `titillium-web-latin-${weight}-normal.woff2`;
  await cp(join(web, 'node_modules/@fontsource/titillium-web/files', name), join(out, 'fonts', name));
}

const scripts = (await readdir(here)).filter((f) => f.endsWith('.ts')).map((f) => join(here, f));
await build({ entryPoints: scripts, outdir: out, bundle: true, minify: true, format: 'esm', target: 'es2022', legalComments: 'none' });
