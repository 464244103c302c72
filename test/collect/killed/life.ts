/**
 * One life of a collector as a process of its own, to be killed: `node life.ts FILE BRAWLAPI OFFICIAL START AS_OF`. It
 * works until every player known has been asked, or until it is killed. Prints `settled` at the end.
 */
import { createRig } from '../rig.ts';

const [file = '', host = '', official = '', start = '', asOf = ''] = process.argv.slice(2);
const rig = createRig({ host, official, file, survives: true, start: Number(start), asOf: Number(asOf) });
for (let steps = 0; steps < 1_000; steps += 1) {
  await rig.step();
  if (rig.status().collecting?.due === 0) break;
}
rig.storage.close();
console.log('settled');
