/**
 * The ranking of a map: a hundred rows, of which a screen shows ten. Rows are grids in place of table rows, so that those off the
 * screen can wait to be styled, laid out and painted (content-visibility); roles in the text keep it a table for whoever listens.
 */
export const ROWS = `
.rows{container-type:inline-size;position:relative}
.rows,.rows thead,.rows tbody{display:block}
.rows tr{border-color:currentColor;vertical-align:baseline;display:grid;grid-template-columns:34px minmax(0,1fr) 30% 64px}
.rows tr>*{vertical-align:baseline;display:block;align-content:center;min-inline-size:0}
.rows tbody tr{min-block-size:45px;content-visibility:auto;contain-intrinsic-block-size:auto 45px}
.rows tbody tr>*{block-size:auto}
.rows tr.tier{display:block;min-block-size:37px;contain-intrinsic-block-size:auto 37px}.rows tr.tier th{min-block-size:36px}
.rows .n,.rows .c{inline-size:auto;min-inline-size:0}
.rows tbody .n{padding-inline:2px;font-size:12px;text-align:center;line-height:1.15}
.rows tbody th.l{display:flex;align-items:center;gap:8px}.rows th.l>a{flex:1;min-inline-size:0}
.rows .d,.rows .w{display:none}
.rows small.s{display:block}
.rows thead th{white-space:normal;line-height:1.15}
.rows a:focus-visible{outline-offset:-2px}
@container(min-width:760px){.rows tr{grid-template-columns:38px minmax(146px,1.5fr) minmax(0,1.6fr) 68px 64px 106px 58px 66px 76px}.rows tr>.d,.rows tr>.w{display:block}.rows small.s{display:none}}
`;
