/** What the answers of a draft rest on, in kernel and reference alike. docs/draft.md says why. */

/** rates are kept this far from 0 and 100 %, 1/100 pp, before they become log-odds */
export const LEAST_RATE = 100;
/** answers to a pick that are reckoned with: the enemy's brawlers that are used most */
export const LIKELY_ANSWERS = 24;
/** rows of the lists of bans and safest picks */
export const SHORT_LIST = 10;

/* Flags of a format. */
export const FORMAT_ENEMIES = 1;
export const FORMAT_TOGETHER = 2;
