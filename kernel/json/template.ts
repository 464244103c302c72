/**
 * Short cuts for the two kinds of objects that most of the upstreams' bytes are: a player of a battle log and a row of
 * a map's statistics, each as it is sent nowadays, to the letter. An object that looks any different is left to the
 * reader; what is accepted here, the reader would read alike.
 */
import { NONE } from '../layout/bundle';
import { areDigits, eightDigits, pastShortNumber, shortRate } from './digits';
import { ENTRY, nextQuotes, quotesEnd, setNextQuotes } from './quotes';

/** `{"tag":"` */
const TAG: u64 = ((<u64>0x223a2267) << 32) | 0x6174227b;
/** `,"name":` */
const NAME: u64 = ((<u64>0x3a22656d) << 32) | 0x616e222c;
/** `,"brawler":{"id"` */
const BRAWLER_1: u64 = ((<u64>0x656c7761) << 32) | 0x7262222c;
const BRAWLER_2: u64 = ((<u64>0x22646922) << 32) | 0x7b3a2272;
/** `,"power"` */
const POWER: u64 = ((<u64>0x22726577) << 32) | 0x6f70222c;
/** `,"trophies":` */
const TROPHIES_1: u64 = ((<u64>0x6968706f) << 32) | 0x7274222c;
const TROPHIES_2: u32 = 0x3a227365;
/** `{"brawler":`, in two parts that overlap, as the next two */
const ROW_1: u64 = ((<u64>0x656c7761) << 32) | 0x7262227b;
const ROW_2: u32 = 0x3a227265;
/** `,"winRate":` */
const WIN_RATE: u64 = ((<u64>0x7461526e) << 32) | 0x6977222c;
/** `,"useRate":` */
const USE_RATE: u64 = ((<u64>0x74615265) << 32) | 0x7375222c;
const RATE_END: u32 = 0x3a226574;
/** `,"count"` */
const COUNT: u64 = ((<u64>0x22746e75) << 32) | 0x6f63222c;

const QUOTE: u32 = 0x22;
const COLON: u32 = 0x3a;
const CLOSER: u32 = 0x7d;

/* What the last match has found: of a player the tag, of a row the rates; of either an id and a number. */
export let tagFrom: usize = 0;
export let tagTo: usize = 0;
export let id: u32 = 0;
export let winRate: u32 = 0;
export let useRate: u32 = 0;
/** trophies, or count, which may be NONE */
export let number: u32 = 0;

/** Address of the `place`-th quote from the next string on. */
function quoteAt(place: usize): usize {
  return load<u32>(nextQuotes + place * ENTRY);
}

/** Sets `id` to the eight digits at `at`, which must not begin with a nought. */
function matchId(at: usize): bool {
  if (load<u8>(at) === 0x30 || !areDigits(at, 8)) return false;
  id = eightDigits(at, 8);
  return true;
}

/** Sets `number` to the up to eight digits at `at`; the address behind them, or 0. */
function matchNumber(at: usize): usize {
  const end = pastShortNumber(at);
  if (end - at > 8) return 0;
  number = eightDigits(at, end - at);
  return number === NONE ? 0 : end;
}

/** The rate between `at` and `end`, or NONE if there is none, or one that takes longer. */
function matchRate(at: usize, end: usize): u32 {
  const length = end - at;
  return length - 1 < 8 ? shortRate(at, length) : NONE;
}

/**
 * `{"tag":"…","name":"…","brawler":{"id":16000000,"name":"…","power":11,"trophies":0}}`: the address behind it, or 0.
 */
export function matchPlayer(at: usize): usize {
  if (load<u64>(at) !== TAG || nextQuotes + 20 * ENTRY > quotesEnd) return 0;
  const tagEnd = quoteAt(3);
  if (load<u64>(tagEnd, 1) !== NAME || load<u8>(tagEnd, 9) !== QUOTE) return 0;
  const nameEnd = quoteAt(7);
  if (load<u64>(nameEnd, 1) !== BRAWLER_1 || load<u64>(nameEnd, 9) !== BRAWLER_2) return 0;
  if (load<u8>(nameEnd, 17) !== COLON || !matchId(nameEnd + 18)) return 0;
  if (load<u64>(nameEnd, 26) !== NAME || load<u8>(nameEnd, 34) !== QUOTE) return 0;
  const brawlerEnd = quoteAt(15);
  if (load<u64>(brawlerEnd, 1) !== POWER || load<u8>(brawlerEnd, 9) !== COLON) return 0;
  const powerEnd = quoteAt(18) - 1;
  const powerLength = powerEnd - brawlerEnd - 10;
  if (powerLength - 1 >= 8 || !areDigits(brawlerEnd + 10, powerLength)) return 0;
  if (powerLength > 1 && load<u8>(brawlerEnd, 10) === 0x30) return 0;
  if (load<u64>(powerEnd) !== TROPHIES_1 || load<u32>(powerEnd, 8) !== TROPHIES_2) return 0;
  const end = matchNumber(powerEnd + 12);
  if (end === 0 || load<u16>(end) !== 0x7d7d) return 0;
  tagFrom = at + 8;
  tagTo = tagEnd;
  setNextQuotes(nextQuotes + 20 * ENTRY);
  return end + 2;
}

/** `{"brawler":16000000,"winRate":50.1,"useRate":1.2}`, with or without `,"count":3`: the address behind it, or 0. */
export function matchStat(at: usize): usize {
  if (load<u64>(at) !== ROW_1 || load<u32>(at, 7) !== ROW_2 || nextQuotes + 8 * ENTRY > quotesEnd) return 0;
  if (!matchId(at + 11) || load<u64>(at, 19) !== WIN_RATE || load<u32>(at, 26) !== RATE_END) return 0;
  const winEnd = quoteAt(4) - 1;
  if (load<u64>(winEnd) !== USE_RATE || load<u32>(winEnd, 7) !== RATE_END) return 0;
  winRate = matchRate(at + 30, winEnd);
  let useEnd = quoteAt(6) - 1;
  let end = useEnd;
  let strings: usize = 3;
  number = NONE;
  if (load<u64>(useEnd) === COUNT && load<u8>(useEnd, 8) === COLON) {
    end = matchNumber(useEnd + 9);
    strings = 4;
  } else {
    useEnd = pastShortNumber(winEnd + 11);
    end = useEnd;
  }
  useRate = matchRate(winEnd + 11, useEnd);
  if (winRate === NONE || useRate === NONE || end === 0 || load<u8>(end) !== CLOSER) return 0;
  setNextQuotes(nextQuotes + strings * 2 * ENTRY);
  return end + 1;
}
