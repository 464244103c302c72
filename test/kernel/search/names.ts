/** A small catalogue for the tests: some names of the game, in several languages where a test needs them. */
import { TARGET_BRAWLER } from '../../../kernel/layout/search.ts';
import type { SearchName } from './support.ts';

export const MAPS = [
  ...[
    'Hard Rock Mine',
    'Crystal Arcade',
    'Deathcap Trap',
    'Gem Fort',
    'Undermine',
    'Double Swoosh',
    'Minecart Madness',
  ],
  ...[
    'Backyard Bowl',
    'Triple Dribble',
    'Sneaky Fields',
    'Super Beach',
    'Pinhole Punt',
    'Beach Ball',
    'Center Stage',
  ],
  ...[
    'Safe Zone',
    'Safe(r) Zone',
    'Hot Potato',
    'Kaboom Canyon',
    'Bridge Too Far',
    'Pit Stop',
    'G.G. Mortuary',
  ],
  ...[
    'Shooting Star',
    'Hideout',
    'Layer Cake',
    'Excel',
    'Dry Season',
    'Canal Grande',
    'Snake Prairie',
    'Eye Of The Storm',
  ],
  ...[
    'Skull Creek',
    'Rockwall Brawl',
    'Feast Or Famine',
    'Acid Lakes',
    'Cavern Churn',
    'Double Trouble',
    'Rope-A-Dope',
  ],
  ...[
    'Ring Of Fire',
    'Dueling Beetles',
    'Open Business',
    'Parallel Plays',
    'Nuts & Bolts',
    'Some Assembly Required',
  ],
  ...[
    '1-2-3 Play',
    'T-Rail Rush',
    'H For...',
    'Belle’s Rock',
    'Goldarm Gulch',
    'Flaring Phoenix',
    'Out In The Open',
  ],
] as const;

export const BRAWLERS = [
  ...[
    'Shelly',
    'Colt',
    'Bull',
    'Brock',
    'El Primo',
    'Barley',
    'Poco',
    'Rosa',
    'Jessie',
    'Nita',
    'Dynamike',
    'Tick',
  ],
  ...[
    '8-Bit',
    'Emz',
    'Bea',
    'Mr. P',
    'Belle',
    'Sandy',
    'R-T',
    'Larry & Lawrie',
    'Jae-Yong',
    'Buzz',
    'Buzz Lightyear',
  ],
] as const;

/** Each map and brawler by its one name, none more popular than another. */
export const NAMES: readonly SearchName[] = [
  ...MAPS.map((text, index) => ({ target: index, popularity: 0, text })),
  ...BRAWLERS.map((text, index) => ({ target: (TARGET_BRAWLER << 16) | index, popularity: 0, text })),
];
