/**
 * One life of a collector as a process of its own, to be killed: `node life.ts FILE BRAWLAPI OFFICIAL START AS_OF`. It
 * works until every player known has been asked, some of them again, or until it is killed. Prints `settled` at the end.
 */
import { createRig, DAY, MINUTE } from '../rig.ts';

/** Who didn't answer in time is asked again within a day: a loaded machine is no reason to miss anybody. */
const ROUNDS = 3;

const [file = '', host = '', official = '', start = '', asOf = ''] = process.argv.slice(2);
const rig = createRig({ host, official, file, survives: true, start: Number(start), asOf: Number(asOf) });
for (let round = 0; round < ROUNDS; round += 1) {
  // A step that is followed at once may be one that asked nobody.
  let wait = 0;
  do wait = await rig.step();
  while (wait < MINUTE || rig.status().collecting?.due !== 0);
  rig.clock.advanceTo(rig.clock.now() + DAY);
}
rig.storage.close();
console.log('settled');
