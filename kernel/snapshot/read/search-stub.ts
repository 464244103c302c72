export function searchCheck(_index: usize, _length: i32, _maps: i32, _brawlers: i32): i32 {
  return 0;
}
export function searchScratchSize(_names: i32): i32 {
  return 0;
}
export function searchQuery(
  _index: usize,
  _length: i32,
  _query: usize,
  _queryLength: i32,
  _live: usize,
  _limit: i32,
  _scratch: usize,
  _hits: usize,
): i32 {
  return 0;
}
