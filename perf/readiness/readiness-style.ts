import { REPORT_STYLE } from '../harness/report-style.ts';

/** The look of the load tests' pages, wider, with what only this page has. */
export const READINESS_STYLE = `${REPORT_STYLE}
body{max-width:74rem}a{color:inherit;text-decoration-color:var(--gold);text-underline-offset:.2em}
a:hover{color:var(--gold)}a:focus-visible,summary:focus-visible{outline:2px solid var(--gold);outline-offset:2px;
border-radius:.2rem}
.shown{color:var(--green)}.partly{color:var(--amber)}.fails{color:var(--red)}.not-shown{color:var(--soft)}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.stack{display:flex;gap:3px;height:1.5rem;margin:1.2rem 0 .5rem;border-radius:.4rem;overflow:hidden}
.stack i{display:block;min-width:4px}
i.shown{background:var(--green)}i.partly{background:repeating-linear-gradient(135deg,#c08a2a 0 6px,#d9ad5c 6px 12px)}
i.fails{background:var(--red)}i.not-shown{background:var(--line)}
.legend-row{display:flex;flex-wrap:wrap;gap:.3rem 1.6rem;margin:0;padding:0;list-style:none}
.legend-row strong{font:500 1.5rem 'Source Serif 4',Georgia,serif;margin-right:.3rem}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(15.5rem,1fr));gap:.8rem}.tile{background:var(--paper);
border:1px solid var(--line);border-radius:.6rem;padding:.8rem .9rem 1rem}
.tile h3{display:flex;align-items:baseline;gap:.5rem;margin:0;font:500 1.02rem 'Source Serif 4',Georgia,serif}
.tile h3 b{color:var(--gold);font-weight:500;font-size:1.5rem}.tile p{margin:.15rem 0 .6rem;color:var(--soft);
font-size:.88rem}
.chips{display:flex;flex-wrap:wrap;gap:.3rem}.chip{display:inline-block;min-width:3.1rem;padding:.12rem .35rem;
border:1px solid currentColor;border-radius:.35rem;text-align:center;text-decoration:none;font-size:.85rem;
font-variant-numeric:tabular-nums;background:var(--ground)}
.chip.shown{background:#eaf3ec}.chip.partly{background:#faf0db}.chip.fails{background:var(--red);color:#fff;
border-color:var(--red);font-weight:600}.chip.fails:hover{color:#fff}.chip.not-shown{border-style:dashed}
.state{font-weight:600;white-space:nowrap}.req td{padding:.6rem}.req{table-layout:fixed}
.req th:nth-child(1){width:3.6rem}.req th:nth-child(2){width:30%}.req.states th:nth-child(3){width:8.2rem}
.req .id{font:500 1.05rem 'Source Serif 4',Georgia,serif;white-space:nowrap}.req tr:target{background:#fbf3dd}
.req ul{margin:.3rem 0 0;padding-left:1.1rem}.req li{margin:.15rem 0;overflow-wrap:anywhere}
.req summary{color:var(--soft)}.missing{margin:.3rem 0 0;color:var(--soft);font-size:.9rem}
.missing::before{content:'Missing: ';font-weight:600}
.bad{color:var(--red)}.lane{position:relative;display:block;height:.7rem;min-width:8rem;margin-top:.45rem;
background:var(--ground);border-radius:.2rem}.lane i{position:absolute;top:0;bottom:0;min-width:3px;border-radius:.2rem;
background:var(--gold)}.lane i.failed{background:var(--red)}
.steps td:nth-child(2){width:24%}
.plain{padding-left:1.1rem}.plain li{margin:.25rem 0;overflow-wrap:anywhere}
@media screen and (max-width:46rem){h1{font-size:1.8rem}.cards thead{position:absolute;width:1px;height:1px;
overflow:hidden;clip-path:inset(50%)}.cards,.cards tbody,.cards tr,.cards td{display:block;width:auto}
.cards tr{border-bottom:1px solid var(--line);padding:.5rem 0}.cards td{border:0;padding:.12rem .7rem}
.cards td.n{text-align:left;white-space:normal}.steps td:nth-child(2){width:auto}}
@media print{body{background:#fff;padding:0;font-size:12px}table{font-size:.95em}.chip{min-width:2.6rem}
.tile{padding:.5rem .6rem}.tiles{grid-template-columns:repeat(4,1fr)}.tile,tr{break-inside:avoid}
.stack i,.chip,.lane i{print-color-adjust:exact}a{text-decoration:none}}`;
