// node run.mjs SCENARIO JSON: see run.sh
import * as clients from './clients.mjs';
import * as docs from './docs.mjs';
import * as shop from './shop.mjs';

const [scenario, given] = process.argv.slice(2);
const play = { ...clients, ...docs, ...shop }[scenario];
if (!play) {
  throw new Error('no such scenario: ' + scenario);
}
process.stdout.write(JSON.stringify(await play(JSON.parse(given))));
