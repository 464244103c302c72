/** A client of the official API on a fake clock and net, with a made-up key and stand-ins for the kernel. */
import {
  PH_COUNT,
  PH_ITEMS,
  PH_LENGTH,
  PH_MAGIC,
  PLAYER_FIELDS,
  PLAYER_TAG_HI,
  PLAYER_TAG_LO,
  PLAYERS_HEADER_FIELDS,
  PLAYERS_MAGIC,
} from '../../kernel/layout/battles.ts';
import type { Extraction } from '../../src/upstream/extraction.ts';
import {
  createOfficialApi,
  type OfficialApi,
  type OfficialExtract,
  type OfficialOptions,
} from '../../src/upstream/official.ts';
import { encodeTag, parseTag } from '../../src/upstream/official-tag.ts';
import { createBudget } from '../../src/upstream/port.ts';
import { createClock, createNet, type FakeClock, type FakeNet, fakeExtract, type Reply } from './fakes.ts';

export const HOST = 'api.brawlstars.com';
export const BASE = `https://${HOST}/v1`;
export const TAG = '#2PP0';

const base64 = (text: string) => Buffer.from(text).toString('base64url');
/** Of the form of a real key, and made up. */
export const KEY = [
  base64('{"typ":"JWT","alg":"HS512","kid":"made-up-0000"}'),
  base64('{"iss":"nobody","limits":[{"cidrs":["192.0.2.7"],"type":"client"}]}'),
  base64('not a signature at all, but as long as one would be: 0123456789'),
].join('.');

/** An empty list of the API, and a log of the shape that fakeExtract takes. */
export const LIST = { items: [], paging: { cursors: {} } };

/** Takes a JSON object as its own bundle, behind the tag or the name of what it was taken for. */
export const fakeOfficialExtract: OfficialExtract = {
  battles: (bytes, owner) => labelled(`log of ${owner}`, bytes),
  rotation: (bytes) => labelled('rotation', bytes),
  brawlers: (bytes) => labelled('brawlers', bytes),
  players: extractPlayers,
};

function labelled(label: string, bytes: Uint8Array): Extraction {
  const extracted = fakeExtract(0, bytes);
  if (!extracted.ok) return extracted;
  const text = new TextDecoder().decode(bytes);
  return { ok: true, value: new TextEncoder().encode(`${label}: ${text}`) };
}

/** As the kernel does it: rows of those players whose tags can be asked for. */
function extractPlayers(bytes: Uint8Array): Extraction {
  const extracted = fakeExtract(0, bytes);
  if (!extracted.ok) return extracted;
  const { items } = JSON.parse(new TextDecoder().decode(bytes)) as { items: { tag: string }[] };
  const tags = items.map(({ tag }) => parseTag(tag)).filter((tag) => tag !== null);
  const fields = new Uint32Array(PLAYERS_HEADER_FIELDS + tags.length * PLAYER_FIELDS);
  fields[PH_MAGIC] = PLAYERS_MAGIC;
  fields[PH_LENGTH] = fields.byteLength;
  fields[PH_COUNT] = tags.length;
  fields[PH_ITEMS] = items.length;
  tags.forEach((tag, i) => {
    const value = encodeTag(tag);
    const at = PLAYERS_HEADER_FIELDS + i * PLAYER_FIELDS;
    fields[at + PLAYER_TAG_LO] = Number(value & 0xffff_ffffn);
    fields[at + PLAYER_TAG_HI] = Number(value >> 32n);
  });
  return { ok: true, value: new Uint8Array(fields.buffer) };
}

/** A client with everything but the net left alone. */
export function createOfficial(
  clock: FakeClock,
  net: Pick<FakeNet, 'fetch'>,
  options: Partial<OfficialOptions> = {},
): OfficialApi {
  return createOfficialApi({
    fetch: net.fetch,
    now: clock.now,
    sleep: clock.sleep,
    random: () => 0.5,
    base: BASE,
    token: () => KEY,
    extract: fakeOfficialExtract,
    ...options,
  });
}

/** A client whose host gives `replies` in order, the last one over and over. */
export function setUp(replies: Reply | Reply[], options: Partial<OfficialOptions> = {}) {
  const clock = createClock();
  const net = createNet(clock, { [HOST]: replies });
  const api = createOfficial(clock, net, options);
  const budget = createBudget(45);
  return {
    clock,
    net,
    api,
    budget,
    log: (tag = TAG) => clock.run(api.battleLog(tag, budget)),
    rotation: () => clock.run(api.rotation(budget)),
  };
}
