/** The answer of `GET /api/draft`: twin of src/kernel/reference/render/draft.ts. */
import * as forecast from '../draft/forecast';
import * as known from '../draft/known';
import { logistic } from '../draft/logistic';
import * as reckon from '../draft/reckon';
import { LIKELY_ANSWERS, SHORT_LIST } from '../layout/draft';
import * as layout from '../layout/snapshot';
import { count, value32 } from '../snapshot/read/columns';
import { begin, finish, fits, provenance } from './answer';
import { tierLetter } from './cell';
import { putSigned } from './effects';
import { putNumber, putSpan, putString } from './fields';
import { putInteger, putTenths } from './number';
import { dealEntries } from './order';
import { putBracket, putMapSlug, putModeName } from './parts';
import * as spans from './spans';
import { COMMA, dropComma, put, putName, putTwice } from './write';

const MOST_KEY: f64 = 4294967295;
/** log-odds so far apart are chances of different keys, where they are no further out than that: a chance changes by 4.5e-5 a unit there */
const ODDS_APART: f64 = 1e-4;
const ODDS_TOLD: f64 = 10;

/* The request: u16 counts of allies, enemies, bans and pool (NONE16: all), then their rows, one list behind the other. */
const REQUEST_BYTES: usize = 8;

/** What each term of a breakdown begins with, up to its points: one of a candidate's, then allies, then enemies. */
const PREFIX_BYTES: usize = 64;
const PREFIXES: usize = memory.data(64 * 17, 16);
const LENGTHS: usize = memory.data(4 * 17, 4);

/* The answers that are likely: row and use, u32, then what it takes from us, f64. */
const ANSWERS: usize = memory.data(16 * LIKELY_ANSWERS, 16);
let answersEnd: usize = 0;

/** Bytes of scratch: a record a brawler, and two lists of entries. */
export function draftScratchSize(): i32 {
  return count(layout.S_BRAWLER_ID) * (<i32>known.BRAWLER_BYTES + 16);
}

function countAt(request: usize, list: i32): i32 {
  const n = <i32>load<u16>(request + ((<usize>list) << 1));
  return n === layout.NONE16 ? 0 : n;
}

/** Are all lists of known brawlers, and short enough? */
function isSound(request: usize, size: i32): bool {
  const allies = countAt(request, 0);
  const enemies = countAt(request, 1);
  if (size < 1 || size > reckon.MAX_SIDE || allies > size || enemies > size) return false;
  const brawlers = count(layout.S_BRAWLER_ID);
  const n = allies + enemies + countAt(request, 2) + countAt(request, 3);
  for (let i = 0; i < n; i++) {
    if (<i32>load<u16>(request + REQUEST_BYTES + ((<usize>i) << 1)) >= brawlers) return false;
  }
  return true;
}

/** Sets a byte of each brawler's record in a list. */
function mark(list: usize, n: i32, field: usize): void {
  for (let i = 0; i < n; i++) store<u8>(reckon.recordOf(load<u16>(list + ((<usize>i) << 1))) + field, 1);
}

function isOpen(at: usize): bool {
  return load<u8>(at, known.KNOWN) !== 0 && load<u8>(at, known.TAKEN) === 0;
}

function keyOf(chance: f64): u64 {
  return <u64>(chance * MOST_KEY);
}

function brawlers(): u32 {
  return count(layout.S_BRAWLER_ID);
}

/** Entries of the candidates, best first, whose gains go into their records; `spare` is as large. Gives their end. */
function findCandidates(entries: usize, isPool: bool, spare: usize): usize {
  let end = entries;
  if (!reckon.allyPicks()) return end;
  for (let row: u32 = 0; row < brawlers(); row++) {
    const at = reckon.recordOf(row);
    if (!isOpen(at) || (isPool && load<u8>(at, known.WANTED) === 0)) continue;
    const gain = reckon.gainOf(row);
    const chance = reckon.chanceOf(gain, 1);
    store<f64>(at, gain, known.GAIN);
    store<f64>(at, chance, known.CHANCE);
    store<u64>(end, ((<u64>~(<u32>keyOf(chance))) << 32) | row);
    end += 8;
  }
  dealEntries(entries, end, spare);
  return end;
}

/**
 * Do log-odds surely fall out of a short list? Where it is full, they are not near those of its last row (`sign` is 1 where
 * the least come first), and these not so far out that keys would not tell.
 */
function isBeaten(odds: f64, sign: f64, list: usize, end: usize): bool {
  if (end - list !== SHORT_LIST * 8) return false;
  const last = load<f64>(reckon.recordOf(load<u32>(end - 8)), known.ODDS);
  return sign * (odds - last) > ODDS_APART && abs(last) < ODDS_TOLD;
}

/** Adds an entry to a short list of the smallest, which stand in order; gives its end. */
function keepSmallest(entry: u64, list: usize, end: usize): usize {
  if (end - list === SHORT_LIST * 8) {
    if (load<u64>(end - 8) < entry) return end;
    end -= 8;
  }
  let at = end;
  for (; at > list && load<u64>(at - 8) > entry; at -= 8) store<u64>(at, load<u64>(at - 8));
  store<u64>(at, entry);
  return end + 8;
}

/** Entries of the bans, worst for us first; and the likely answers. Gives their end. */
function findBans(list: usize): usize {
  let end = list;
  answersEnd = ANSWERS;
  for (let row: u32 = 0; row < brawlers(); row++) {
    const at = reckon.recordOf(row);
    if (!isOpen(at)) continue;
    const loss = reckon.lossOf(row);
    const odds = reckon.oddsOf(loss, 1);
    keepAnswer(row, <u32>load<f64>(at, known.USE), loss);
    if (isBeaten(odds, 1, list, end)) continue;
    store<f64>(at, odds, known.ODDS);
    end = keepSmallest((keyOf(logistic(odds)) << 32) | row, list, end);
  }
  openAnswers();
  return end;
}

/** Keeps a brawler among the likely answers, which stand by use, most first; equals by row. */
function keepAnswer(row: u32, use: u32, loss: f64): void {
  if (answersEnd === ANSWERS + LIKELY_ANSWERS * 16) {
    if (load<u32>(answersEnd - 16, 4) >= use) return;
    answersEnd -= 16;
  }
  let at = answersEnd;
  for (; at > ANSWERS && load<u32>(at - 16, 4) < use; at -= 16) v128.store(at, v128.load(at - 16));
  store<u32>(at, row);
  store<u32>(at, use, 4);
  store<f64>(at, loss, 8);
  answersEnd += 16;
}

/** Orders the likely answers by what they take from us, most first: the first ones tell most. */
function openAnswers(): void {
  for (let from = ANSWERS; from < answersEnd; from += 16) {
    reckon.openAnswer(from);
    const answer = v128.load(from);
    const loss = load<f64>(from, 8);
    let at = from;
    for (; at > ANSWERS && load<f64>(at - 16, 8) > loss; at -= 16) v128.store(at, v128.load(at - 16));
    v128.store(at, answer);
  }
}

/**
 * Our log-odds with a candidate after the answer that hurts most; without an answer, with the candidate. Those that a full
 * short list surely leaves out may come out too high, but are left out.
 */
function worstOf(row: u32, list: usize, end: usize): f64 {
  const gain = load<f64>(reckon.recordOf(row), known.GAIN);
  let enough: f64 = -Infinity;
  if (end - list === SHORT_LIST * 8) {
    const last = load<f64>(reckon.recordOf(load<u32>(end - 8)), known.ODDS);
    if (abs(last) < ODDS_TOLD) enough = reckon.moreFor(last - 2 * ODDS_APART, gain);
  }
  const least = reckon.leastOf(row, ANSWERS, answersEnd, enough);
  return least === Infinity ? reckon.oddsOf(gain, 1) : reckon.oddsOf(gain + least, 2);
}

/** Entries of the candidates by their worst case, safest first. Gives their end. */
function findSafest(list: usize, entry: usize, last: usize): usize {
  let end = list;
  for (; entry < last; entry += 8) {
    const row = load<u32>(entry);
    const odds = worstOf(row, list, end);
    if (isBeaten(odds, -1, list, end)) continue;
    store<f64>(reckon.recordOf(row), odds, known.ODDS);
    end = keepSmallest(((<u64>~(<u32>keyOf(logistic(odds)))) << 32) | row, list, end);
  }
  return end;
}

/** Id, name and slug, without the closing brace. */
function putWho(p: usize, brawler: u32): usize {
  p = putInteger(put(p, spans.ID), value32(layout.S_BRAWLER_ID, brawler));
  p = putName(put(p, spans.NAME), layout.S_BRAWLER_NAME, brawler);
  return putName(put(p, spans.SLUG), layout.S_BRAWLER_SLUG, brawler);
}

/** Brawlers of a list of the request; 0 where they do not fit. */
function putList(p: usize, span: u32, list: usize, n: i32): usize {
  p = putSpan(p, span);
  for (let i = 0; i < n; i++) {
    if (!fits(p)) return 0;
    p = putSpan(putWho(p, load<u16>(list + ((<usize>i) << 1))), spans.END_ROW);
  }
  return dropComma(p);
}

function writePrefix(term: i32, span: u32, brawler: u32): void {
  const start = PREFIXES + <usize>term * PREFIX_BYTES;
  const p = put(putInteger(putTwice(start, span), value32(layout.S_BRAWLER_ID, brawler)), spans.POINTS);
  store<u32>(LENGTHS + ((<usize>term) << 2), <u32>(p - start));
}

/** Writes what the terms begin with: those of allies and enemies, behind the candidate's. */
function writePrefixes(): void {
  for (let i = 0; i < reckon.allyCount; i++) writePrefix(i + 1, spans.TERM_ALLY, reckon.allyAt(i));
  for (let i = 0; i < reckon.enemyCount; i++) {
    writePrefix(reckon.allyCount + i + 1, spans.TERM_ENEMY, reckon.enemyAt(i));
  }
}

function putPrefix(p: usize, term: i32): usize {
  const from = PREFIXES + <usize>term * PREFIX_BYTES;
  v128.store(p, v128.load(from));
  v128.store(p, v128.load(from, 16), 16);
  v128.store(p, v128.load(from, 32), 32);
  return p + <usize>load<u32>(LENGTHS + ((<usize>term) << 2));
}

/** The forecast made last: from the win probability to the end of the breakdown's list. `isPick`: it has a candidate. */
function putForecast(p: usize, isPick: bool): usize {
  p = putTenths(putTwice(p, spans.WIN_PROBABILITY), forecast.winProbability);
  if (known.hasIntervals) {
    p = putTenths(put(p, spans.INTERVAL), forecast.low);
    store<u8>(p, COMMA);
    p = put(putTenths(p + 1, forecast.high), spans.CLOSE_LIST);
  } else {
    p = put(put(p, spans.INTERVAL_FIELD), spans.NULL);
  }
  p = put(p, spans.BREAKDOWN);
  for (let term = 0; term < forecast.termCount; term++) {
    if (isPick && term === 0) p = putSpan(p, spans.TERM_MAP);
    else p = putPrefix(p, isPick ? term : term + 1);
    p = putSigned(p, forecast.pointsOf(term));
    if (forecast.hasEffect(term))
      p = put(putSigned(put(p, spans.EFFECT), forecast.effectOf(term)), spans.END_ROW);
    else p = put(p, spans.EFFECT_NULL);
  }
  return dropComma(p);
}

/** From the map to the bans; 0 where they do not fit. */
function putHead(p: usize, map: u32, bracket: i32, size: i32, request: usize): usize {
  p = putNumber(putSpan(p, spans.EVENT_MAP), spans.ID, layout.S_MAP_ID, map);
  p = putString(putMapSlug(p, spans.SLUG, map), spans.NAME, layout.S_MAP_NAME, map);
  p = provenance(putSpan(putModeName(p, spans.EVENT_MODE, map), spans.COMMA_SPAN));
  p = putInteger(putSpan(putBracket(p, bracket), spans.TEAM_SIZE), size);
  p = putSpan(putSpan(p, spans.NOTICE), noticeOf());
  const enemies = reckon.allies + ((<usize>reckon.allyCount) << 1);
  p = putList(p, spans.ALLIES, reckon.allies, reckon.allyCount);
  if (p !== 0) p = putList(p, spans.ENEMIES, enemies, reckon.enemyCount);
  const bans = enemies + ((<usize>countAt(request, 1)) << 1);
  if (p !== 0) p = putList(p, spans.BANS, bans, countAt(request, 2));
  return p;
}

function noticeOf(): u32 {
  if (known.notice === known.NOTICE_BRACKET) return spans.BRACKET_NOTICE;
  if (known.notice === known.NOTICE_MODE) return spans.MODE_NOTICE;
  return known.notice === known.NOTICE_NO_STATISTICS ? spans.NO_MODE_NOTICE : spans.NULL;
}

/** The draft as it stands. */
function putStanding(p: usize): usize {
  p = putSpan(p, spans.BASELINE_AFTER);
  if (known.notice === known.NOTICE_NO_STATISTICS) {
    p = putSpan(putSpan(putSpan(p, spans.NULL), spans.WIN_PROBABILITY), spans.NULL);
    return putSpan(putSpan(putSpan(p, spans.INTERVAL_FIELD), spans.NULL), spans.BREAKDOWN);
  }
  forecast.forecastWith(-1);
  return putForecast(putTenths(p, reckon.tenthsOf(reckon.baseChance)), false);
}

/** The candidates; 0 where they do not fit. */
function putCandidates(p: usize, entry: usize, end: usize): usize {
  p = putSpan(p, spans.CANDIDATES);
  for (; entry < end; entry += 8) {
    if (!fits(p)) return 0;
    const row = load<u32>(entry);
    const at = reckon.recordOf(row);
    const letter = tierLetter(load<u8>(at, known.TIER) & ~layout.TIED_BIT);
    p = putWho(p, row);
    if (letter === 0) {
      p = put(p, spans.PICK_TIER_NULL);
    } else {
      const letterAt = p + 9;
      p = put(p, spans.PICK_TIER);
      store<u8>(letterAt, <u8>letter);
    }
    p = put(p, spans.GAMES);
    const games = load<u32>(at, known.GAMES);
    p = games === layout.NONE32 ? put(p, spans.NULL) : putInteger(p, games);
    forecast.forecastWith(row);
    p = put(putForecast(p, true), spans.END_TEAM);
  }
  return dropComma(p);
}

/** Bans or safest picks; 0 where they do not fit. */
function putShort(p: usize, span: u32, entry: usize, end: usize, areBans: bool): usize {
  p = putSpan(p, span);
  for (; entry < end; entry += 8) {
    if (!fits(p)) return 0;
    const row = load<u32>(entry);
    const at = reckon.recordOf(row);
    const ofList = logistic(load<f64>(at, known.ODDS));
    p = putTwice(putWho(p, row), spans.WIN_PROBABILITY);
    p = putTenths(p, reckon.tenthsOf(areBans ? ofList : load<f64>(at, known.CHANCE)));
    if (!areBans) p = putTenths(put(p, spans.WORST_CASE), reckon.tenthsOf(ofList));
    p = put(p, spans.END_ROW);
  }
  return dropComma(p);
}

/**
 * Writes the answer of `GET /api/draft` for row `map` and gives its length. `bracket` is an index into BRACKET_NAMES, `size`
 * brawlers a team, `format` FORMAT_* flags, `limit` the most candidates (0 for all); `request` as above, `scratch` has
 * renderScratchSize() bytes.
 */
export function renderDraft(
  map: i32,
  bracket: i32,
  size: i32,
  format: i32,
  limit: i32,
  request: usize,
  scratch: usize,
  out: usize,
  cap: i32,
): i32 {
  const isKnown = <u32>map < <u32>count(layout.S_MAP_ID) && <u32>bracket < <u32>layout.BRACKET_COUNT;
  const code = begin(isKnown && limit >= 0 && isSound(request, size), out, cap);
  if (code < 0) return code;
  const allies = request + REQUEST_BYTES;
  const enemies = allies + ((<usize>countAt(request, 0)) << 1);
  const pool = enemies + ((<usize>(countAt(request, 1) + countAt(request, 2))) << 1);
  known.knowMap(map, bracket, scratch);
  reckon.openDraft(map, scratch, size, format, allies, countAt(request, 0), enemies, countAt(request, 1));
  mark(allies, countAt(request, 0) + countAt(request, 1) + countAt(request, 2), known.TAKEN);
  mark(pool, countAt(request, 3), known.WANTED);
  writePrefixes();
  const entries = scratch + <usize>brawlers() * known.BRAWLER_BYTES;
  const others = entries + ((<usize>brawlers()) << 3);
  const end = findCandidates(entries, load<u16>(request, 6) !== <u16>layout.NONE16, others);
  const shown = limit > 0 ? min(end, entries + ((<usize>limit) << 3)) : end;
  let p = putHead(out, map, bracket, size, request);
  if (p === 0 || !fits(p)) return finish(0, out);
  p = putCandidates(putStanding(p), entries, shown);
  if (p === 0 || !fits(p)) return finish(0, out);
  const answered = reckon.enemyPicks();
  p = putShort(p, spans.BEST_BANS, others, answered ? findBans(others) : others, true);
  if (p === 0 || !fits(p)) return finish(0, out);
  const safest = answered ? findSafest(others, entries, end) : others;
  return finish(putShort(p, spans.SAFEST_PICKS, others, safest, false), out);
}
