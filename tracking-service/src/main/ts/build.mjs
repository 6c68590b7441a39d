// node build.mjs build|test DIRECTORY: see run.sh
import { createHash } from 'node:crypto';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const [task, directory] = process.argv.slice(2);

/** Files below some folders, and the tools that turn them into something. */
function fingerprint(...folders) {
  const hash = createHash('sha256');
  const files = ['package-lock.json', 'tsconfig.json', 'build.mjs'].map((name) => join(here, name));
  for (const folder of folders) {
    files.push(...readdirSync(join(here, folder)).map((name) => join(here, folder, name)));
  }
  files.forEach((file) => hash.update(file.slice(here.length)).update(readFileSync(file)));
  return hash.digest('hex');
}

mkdirSync(directory, { recursive: true });
if (task === 'build') {
  const out = join(directory, 'classes/io/impuls/tracking/collector/script/t.js');
  const mark = fingerprint('src', 'test');
  const stamp = join(directory, 'built');
  if (!existsSync(out) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== mark) {
    execFileSync(join(here, 'node_modules/.bin/tsc'), ['-p', here], { stdio: 'inherit' });
    await build({
      absWorkingDir: here,
      entryPoints: ['src/main.ts'],
      bundle: true,
      minify: true,
      format: 'iife',
      target: 'es2020',
      charset: 'utf8',
      legalComments: 'none',
      logLevel: 'warning',
      outfile: out,
    });
    writeFileSync(stamp, mark);
  }
} else {
  const tests = join(directory, 'tests');
  rmSync(tests, { recursive: true, force: true });
  await build({
    absWorkingDir: here,
    entryPoints: readdirSync(join(here, 'test'))
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => join('test', name)),
    bundle: true,
    platform: 'node',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    logLevel: 'warning',
    outdir: tests,
  });
  const files = readdirSync(tests).map((name) => join(tests, name));
  const { status } = spawnSync(process.execPath, ['--test', '--test-reporter=dot', ...files], {
    stdio: 'inherit',
  });
  process.exit(status ?? 1);
}
