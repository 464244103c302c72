/**
 * A *tally*: what counting makes of battles. Sorted rows of 16 bytes, little-endian: a u64 key, u32 games, u32 half
 * wins. Equal keys are one row. Tallies of any two sets of battles that have no battle in common add up by merging.
 *
 * A key says what is counted, most significant bits first:
 *
 *     day 8 | kind 4 | place 24 | slot 2 | a 10 | b 10 | 6 bits 0      cells, pairs, match-ups
 *     day 8 | kind 4 | place 22 | a 10 | b 10 | c 10                   trios
 *
 * so that a sorted tally is cut into days, kinds and maps by ranges. `day` is the UTC day of the battle modulo 256;
 * nothing is kept that long. Brawlers are id − 16000000, maps id − 15000000, modes id − 48000000; an id outside of
 * its field's range is not counted and its battle is reported as uncountable.
 */
export const TALLY_ROW = 16;

/** place: map; a: brawler. games = observations of the brawler */
export const KIND_CELL = 1;
/** place: mode; a < b: allies. games = times the two were in one team (Duos, 3v3, 5v5, Trio) */
export const KIND_PAIR = 2;
/** place: mode; a < b: enemies. half wins are a's. Two-team battles and Duels; a brawler against itself is left out */
export const KIND_MATCHUP = 3;
/** place: map; a ≤ b ≤ c: a whole team of three (c = TRIO_NONE for a team of two) */
export const KIND_TRIO = 4;
/** place: map; a = 0: battles counted (games) on the map */
export const KIND_BATTLE = 5;
export const TRIO_NONE = 1023;

/* Slots: disjoint, so that brackets are sums of them. */
/** ladder, the observed brawler below 1,000 trophies */
export const SLOT_LADDER = 0;
/** ladder, the observed brawler at 1,000 trophies or more */
export const SLOT_LADDER_1000 = 1;
/** Ranked, the league step (brawler.trophies) below 13 */
export const SLOT_RANKED = 2;
/** Ranked, the league step 13 or more */
export const SLOT_RANKED_MYTHIC = 3;

/* Fields of a key, as shifts from the least significant bit. */
export const SHIFT_DAY = 56;
export const SHIFT_KIND = 52;
export const SHIFT_PLACE = 28;
export const SHIFT_SLOT = 26;
export const SHIFT_A = 16;
export const SHIFT_B = 6;
export const SHIFT_TRIO_PLACE = 30;
export const SHIFT_TRIO_A = 20;
export const SHIFT_TRIO_B = 10;
export const SHIFT_TRIO_C = 0;

/** seconds a UTC day */
export const DAY_SECONDS = 86400;
