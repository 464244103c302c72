/** The names that the search benches search: real ones where captures stand beside the checkout, else made up. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const CATALOGUE = join(
  REPOSITORY,
  '..',
  'shared',
  'data',
  'recordings',
  'catalogue-2026-06',
  'brawlapi',
  'v1',
);

/** One entry to find: what a peer library gets as a document. */
export interface Entry {
  readonly id: number;
  readonly kind: 'map' | 'brawler';
  readonly name: string;
  /** Name of the mode, of maps. */
  readonly mode: string;
}

export interface NameSet {
  readonly entries: readonly Entry[];
  /** Where the names come from, for the bench's note. */
  readonly origin: string;
}

interface Listed {
  readonly list: readonly { readonly name: string; readonly gameMode?: { readonly name: string } }[];
}

function readList(file: string): Listed['list'] {
  return (JSON.parse(readFileSync(join(CATALOGUE, file), 'utf8')) as Listed).list;
}

/** One entry for each map as the site groups them, by name and mode, and for each brawler. */
function toEntries(maps: Listed['list'], brawlers: Listed['list']): Entry[] {
  const groups = new Map(maps.map((map) => [`${map.name}\n${map.gameMode?.name}`, map]));
  const rows = [
    ...Array.from(groups.values(), (map) => ({
      kind: 'map' as const,
      name: map.name,
      mode: map.gameMode?.name ?? '',
    })),
    ...brawlers.map((brawler) => ({ kind: 'brawler' as const, name: brawler.name, mode: '' })),
  ];
  return rows.map((row, id) => ({ id, ...row }));
}

const FIRST =
  'Amber Black Broken Crystal Dark Deep Double Dusty Frozen Golden Hidden Iron Jagged Lost Mossy Old Quiet Red Rusty Silent Sunny Twin Wild Windy'.split(
    ' ',
  );
const MIDDLE = ['', '', 'River', 'Stone', 'Night', 'Market', 'Castle', 'Star'];
const LAST =
  'Alley Arena Bay Bridge Canyon Cross Den Field Fort Garden Gate Harbour Hill Lake Maze Mine Park Pass Point Ridge Rush Siege Temple Valley'.split(
    ' ',
  );

/** As many made-up names of the same make. */
function madeUpEntries(): Entry[] {
  const names = FIRST.flatMap((first) =>
    MIDDLE.flatMap((middle) => LAST.map((last) => [first, middle, last].filter(Boolean).join(' '))),
  );
  const maps = [...new Set(names)]
    .filter((_, index) => index % 3 === 0)
    .slice(0, 1066)
    .map((name) => ({ name, gameMode: { name: 'Gem Grab' } }));
  const brawlers = FIRST.flatMap((first) =>
    LAST.slice(0, 5).map((last) => ({ name: first.slice(0, 3) + last.slice(-3) })),
  ).slice(0, 107);
  return toEntries(maps, brawlers);
}

/** The catalogue of June 2026: 1,199 maps in 1,066 groups of name and mode, 107 brawlers. */
export function catalogueNames(): NameSet {
  if (!existsSync(CATALOGUE)) return { entries: madeUpEntries(), origin: 'made-up names' };
  return {
    entries: toEntries(readList('maps.json'), readList('brawlers.json')),
    origin: 'catalogue of June 2026',
  };
}
