// Copies what npm restored into wwwroot/lib, which is never committed. Bootstrap's own script is left out: menus, sheets and dialogs are the browser's.
import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const parts = {
  'bootstrap.min.css': 'bootstrap/dist/css/bootstrap.min.css',
  'htmx.min.js': 'htmx.org/dist/htmx.min.js',
};
const require = createRequire(import.meta.url);
const target = join(dirname(fileURLToPath(import.meta.url)), 'wwwroot', 'lib');
await mkdir(target, { recursive: true });
for (const [name, source] of Object.entries(parts)) {
  await copyFile(require.resolve(source), join(target, name));
}

// Its package lets only its modules be named, which browsers can't load one by one in good time; the file for browsers lies beside them.
await copyFile(join(dirname(require.resolve('chart.js')), 'chart.umd.min.js'), join(target, 'chart.min.js'));
console.log(`Browser parts: ${[...Object.keys(parts), "chart.min.js"].join(", ")}.`);
