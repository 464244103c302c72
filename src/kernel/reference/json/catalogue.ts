import * as layout from '../../../../kernel/layout/bundle.ts';
import type { Json, JsonObject } from './document.ts';
import type { Field } from './fields.ts';
import * as fields from './fields.ts';
import type { Cell, Rows } from './writer.ts';

/** The first official mode id: BrawlAPI's own mode ids lie far below. */
const FIRST_MODE_ID = 48_000_000;

/** Has a lower-case letter but no upper-case one, as in "shabby-shells". */
function isDashed(hash: string): boolean {
  return /[a-z]/.test(hash) && !/[A-Z]/.test(hash);
}

function flagsOf(item: JsonObject): number {
  const disabled = fields.optionalFlag(item.disabled) ? layout.FLAG_DISABLED : 0;
  const isNew = fields.optionalFlag(item.new) ? layout.FLAG_NEW : 0;
  const dashed = isDashed(fields.optionalText(item.hash)) ? layout.FLAG_DASHED_NAME : 0;
  return disabled | isNew | dashed;
}

/** `scId`; else `id` where that is an official one; else 0. */
function modeId(mode: JsonObject): number {
  const official = fields.optionalInteger(mode.scId, layout.NONE);
  const id = fields.optionalInteger(mode.id, 0);
  if (official !== layout.NONE) return official;
  return id >= FIRST_MODE_ID ? id : 0;
}

function statRow(item: Json): number[] {
  const stat = fields.requiredObject(item);
  return [
    fields.requiredInteger(stat.brawler),
    fields.requiredRate(stat.winRate),
    fields.requiredRate(stat.useRate),
    fields.optionalInteger(stat.count, layout.NONE),
  ];
}

function teamRow(item: Json): number[] {
  const team = fields.requiredObject(item);
  const brawlers = [
    fields.requiredInteger(team.brawler1),
    fields.requiredInteger(team.brawler2),
    fields.optionalInteger(team.brawler3, 0),
    fields.optionalInteger(team.brawler4, 0),
    fields.optionalInteger(team.brawler5, 0),
  ];
  const data = fields.requiredObject(team.data);
  return [
    ...brawlers,
    fields.requiredRate(data.winRate),
    fields.requiredRate(data.useRate),
    fields.requiredInteger(data.wins),
    fields.requiredInteger(data.draws),
    fields.requiredInteger(data.total),
  ];
}

/** The rows of an array, if it is one. What it must be else is the concern of its object. */
function rowsOf(value: Field, row: (item: Json) => number[]): number[][] {
  return Array.isArray(value) ? value.map(row) : [];
}

/**
 * Adds a MAP row, and where the map carries statistics a table with its rows. Returns the map's id. What is nested
 * is looked at first, then the fields in the order of the row.
 */
export function addMap(rows: Rows, item: Field): number {
  const map = fields.requiredObject(item);
  const stats = rowsOf(map.stats, statRow);
  const teams = rowsOf(map.teamStats, teamRow);
  const id = fields.requiredInteger(map.id);
  const mode = fields.requiredObject(map.gameMode);
  const mapMode = modeId(mode);
  const flags = flagsOf(map);
  const name = fields.requiredText(map.name);
  const modeName = fields.requiredText(mode.name);
  const credit = fields.optionalText(map.credit);
  const updated = fields.optionalInteger(map.dataUpdated, 0);
  fields.optionalArray(map.stats);
  fields.optionalArray(map.teamStats);
  rows.maps.push([id, mapMode, flags, name, modeName, credit, updated]);

  if (stats.length + teams.length === 0) return id;
  const counted = stats.length > 0 && stats.every((row) => row[layout.STAT_COUNT] !== layout.NONE);
  rows.tables.push([
    id,
    mapMode,
    counted ? layout.TABLE_HAS_COUNTS : 0,
    updated,
    rows.stats.length,
    stats.length,
    rows.teams.length,
    teams.length,
  ]);
  for (const row of stats) rows.stats.push(row);
  for (const row of teams) rows.teams.push(row);
  return id;
}

export function brawlerRow(item: Json): Cell[] {
  const brawler = fields.requiredObject(item);
  const id = fields.requiredInteger(brawler.id);
  const released = fields.optionalFlag(brawler.released, true);
  const flags = flagsOf(brawler) | (released ? 0 : layout.FLAG_UNRELEASED);
  const name = fields.requiredText(brawler.name);
  const className = fields.optionalText(fields.optionalObject(brawler.class).name);
  const rarity = fields.optionalObject(brawler.rarity);
  const rarityId = fields.optionalInteger(rarity.id, layout.NONE);
  const rarityName = fields.optionalText(rarity.name);
  return [id, flags, name, className, rarityId, rarityName, fields.colorOf(rarity.color)];
}

export function modeRow(item: Json): Cell[] {
  const mode = fields.requiredObject(item);
  const id = modeId(mode);
  const flags = flagsOf(mode);
  const name = fields.requiredText(mode.name);
  const key = fields.optionalText(mode.scHash);
  return [id, flags, name, key, fields.colorOf(mode.color)];
}
