/** Tables. */
export const TABLES = `
table{inline-size:100%;border-collapse:collapse}
th,td{text-align:end;padding:0 8px;font-weight:400;white-space:nowrap}
.l{text-align:start}
thead th{font-size:12px;color:var(--dim);block-size:32px;font-weight:550}
tbody td,tbody th{block-size:44px;border-block-start:1px solid var(--line)}
tr:not(.tier):hover>*{background-color:var(--lift)}
.scroll{overflow-x:auto}
small.u{display:block;font-size:11.5px}
@media(min-width:620px){th,td{padding-inline:10px}}@media(max-width:619px){th,td{padding-inline:5px}}
`;
