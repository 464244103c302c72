/** What every page of ours has: buttons and fields, notes, and round it banners, header, navigation, search, footer. */
export const FRAME = `
html{scroll-padding:16px 0 80px}body{padding-block-end:64px}
.icon{inline-size:1.25em;block-size:1.25em;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round;flex:none}.icon.full{fill:var(--accent);stroke:none}
button,.button,select,input{font:inherit;color:inherit;min-block-size:38px;border-radius:7px;border:1px solid var(--edge);background:var(--card);padding:0 12px}
button,.button{display:inline-flex;align-items:center;justify-content:center;gap:8px;font-weight:600;cursor:pointer;text-decoration:none;white-space:nowrap}
.button{background:var(--accent);border-color:var(--accent);color:var(--on)}
button:hover,.button:hover,select:hover{border-color:var(--accent)}
::placeholder{color:var(--dim);opacity:1}
.note{border-inline-start:3px solid var(--accent);background:var(--card);padding:10px 14px;border-radius:0 8px 8px 0;margin-block:12px}
.plain li{padding-block:6px;display:flex;gap:10px;align-items:center;flex-wrap:wrap}
.plain a{display:inline-flex;gap:8px;align-items:center;min-block-size:24px}
.skip{position:absolute;inset-inline-start:-999px}.skip:focus{position:fixed;inset:8px auto auto 8px;z-index:9;background:var(--accent);color:var(--on);padding:10px 14px;border-radius:6px;max-inline-size:none}
.banners{padding:0;max-inline-size:none}
.banner{font-size:13px;color:var(--dim);padding:7px max(16px,calc((100% - 1208px)/2));border-block-end:1px solid var(--line);max-inline-size:none}
.banner b{color:var(--A);text-transform:uppercase;font-size:11px;letter-spacing:.09em;border:1px solid;border-radius:4px;padding:1px 6px;margin-inline-end:6px;white-space:nowrap}
header{display:flex;align-items:center;gap:10px 20px;padding-block:10px}
.brand{display:flex;align-items:center;gap:6px;font-weight:750;font-size:18px;letter-spacing:-.02em;text-decoration:none;min-block-size:32px}
header nav{position:fixed;z-index:5;inset:auto 0 0;display:flex;background:var(--card);border-block-start:1px solid var(--line);padding-block-end:env(safe-area-inset-bottom)}
header nav a{flex:1;display:flex;flex-direction:column;align-items:center;gap:2px;padding:8px 2px 7px;font-size:11px;color:var(--dim);text-decoration:none;white-space:nowrap}
header nav a .icon{font-size:16px}
header nav a:hover{color:var(--ink)}
[aria-current]{color:var(--accent)!important}
search{flex:1 1 140px;min-inline-size:0;display:block;position:relative}
search form{display:flex}
search input{flex:1;min-inline-size:0;border-start-end-radius:0;border-end-end-radius:0;border-inline-end:0}
search button{border-start-start-radius:0;border-end-start-radius:0;padding:0 11px}
footer{border-block-start:1px solid var(--line);padding-block:20px 32px;color:var(--dim);font-size:13px}
footer p{margin-block-start:10px;max-inline-size:70ch}
.links{display:flex;flex-wrap:wrap;gap:2px 18px}.links a{min-block-size:28px;display:inline-flex;align-items:center}
@media(max-width:619px){.banner{font-size:12px}.banner b{font-size:10px;padding:1px 4px}.banner span{display:none}}
h1.page{margin-block:6px 14px}
@media(max-width:619px){h1.page{font-size:24px;margin-block:2px 10px}}
@media(min-width:760px){body{padding-block-end:0}html{scroll-padding-block-end:16px}
header nav{position:static;background:none;border:0;gap:4px}header nav a{flex-direction:row;font-size:14px;padding:8px 10px;border-radius:7px}header nav a .icon{display:none}
search{flex:0 1 300px;margin-inline-start:auto}}
@media print{header nav,search,footer,.filters{display:none}}
`;
