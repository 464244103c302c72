import { hash } from './hash.ts';

const WORDS = [
  'Ember',
  'Kestrel',
  'Nova',
  'Tundra',
  'Pixel',
  'Mango',
  'Orbit',
  'Falcon',
  'Quartz',
  'Sable',
  'Comet',
  'Willow',
  'Rogue',
  'Cinder',
  'Maple',
  'Drift',
  'Onyx',
  'Puma',
  'Saffron',
  'Zephyr',
];
const EMOJI = ['🔥', '⚡️', '🐙', '👑', '🌴', '💎', '🍋', '❄️'];
const RIGHT_TO_LEFT = ['ברק', 'نجم', 'צפון', 'قمر', 'רוח', 'صقر'];
const OTHER_SCRIPTS = ['ゆき', '별빛', '雷神', 'Гроза', 'Вихрь', 'Çınar', 'ñandú', 'Ωmega'];
const COLOURS = 10;

/** The shares of odd names, so that readers of names have something to get wrong. */
export const NAME_SHARES = { colour: 0.06, emoji: 0.1, rightToLeft: 0.04, script: 0.08, punctuation: 0.04 };

function pick<T>(items: readonly T[], number: number): T | undefined {
  return items[number % items.length];
}

/** A player's name, made up from a number: colour tags, emoji, other scripts and quotation marks do occur. */
export function playerName(seed: number, player: number): string {
  const [first, second, odd] = [hash(seed, player, 11), hash(seed, player, 12), hash(seed, player, 13)];
  const word = pick(WORDS, first) ?? '';
  const plain = second % 3 === 0 ? word : `${word}${second % 1000}`;
  const { colour, emoji, rightToLeft, script, punctuation } = NAME_SHARES;
  const share = odd / 2 ** 32;
  if (share < colour) return `<c${first % COLOURS}>${plain}</c>`;
  if (share < colour + emoji) return `${pick(EMOJI, first)}${plain}${pick(EMOJI, second)}`;
  if (share < colour + emoji + rightToLeft) return `${pick(RIGHT_TO_LEFT, first)} ${second % 100}`;
  const other = share - colour - emoji - rightToLeft;
  if (other < script) return `${pick(OTHER_SCRIPTS, first)}${second % 100}`;
  if (other < script + punctuation) return second % 2 === 0 ? `"${word}"` : `|${word}\\o/`;
  return plain;
}

/** A club's name. */
export function clubName(seed: number, club: number): string {
  const number = hash(seed, club, 14);
  const name = `${pick(WORDS, number)} ${pick(WORDS, number >>> 8)}`;
  return number % 9 === 0 ? `<c7>${name}</c>` : name;
}
