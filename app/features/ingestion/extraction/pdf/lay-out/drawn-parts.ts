/** What of a page is drawn: its tables, and the boxes of text that stand beside others. Pure. */

import type { Box } from '../paint/operator-geometry.ts';
import { readGrid } from '../tables/read-grid.ts';
import { readCentredRows } from '../tables/centred-rows.ts';
import { findGrids } from '../tables/ruled-grid.ts';
import { readRuledRows } from '../tables/ruled-rows.ts';
import type { Line, Segment } from './page-lines.ts';
import type { Face } from './page-sheet.ts';
import { takePanels, type Panel } from './panels.ts';

/** Drawn tables below each other that stand nearer are one, points. */
const SAME_TABLE = 12;

const placeOf = (box: Box): Segment => ({
  text: '',
  x0: box.x0,
  x1: box.x1,
  y: box.y0 + 8,
  size: 10,
  bold: false,
  tokens: [],
});

/**
 * The lines of a face with its drawn tables and its cards read, each as a line at the height at which it begins; and
 * the panels that its text goes on around.
 */
export function readDrawn(face: Face, join: (parts: string[]) => string): { lines: Line[]; floating: Panel[] } {
  let lines = face.lines;
  const placed: Line[] = [];
  const frames: Box[] = [];
  const tables: Box[] = [];
  const place = (box: Box, what: Pick<Line, 'table' | 'headed' | 'panel'>) => {
    const near = (other: Box) => box.x0 < other.x1 && box.x1 > other.x0 && box.y0 - other.y1 < SAME_TABLE;
    const apart = Boolean(what.table) && tables.length > 0 && !tables.some(near);
    if (what.table) tables.push(box);
    placed.push({ segments: [placeOf(box)], y: box.y0 + 8, size: 10, apart, ...what });
  };
  for (const grid of findGrids(face.rules, face.bars)) {
    const { rows, headed, rest } = readGrid(grid, lines, join, face.mirrored);
    if (rows) place(grid, { table: rows, headed });
    else frames.push(grid);
    lines = rest;
  }
  const ruled = readRuledRows(lines, face.rules, join);
  for (const { box, rows, headed } of ruled.tables) place(box, { table: rows, headed });
  const centred = readCentredRows(ruled.rest, join);
  for (const { box, rows, headed } of centred.tables) place(box, { table: rows, headed });
  const { panels, rest } = takePanels(centred.rest, frames, face.mirrored);
  for (const panel of panels) if (!panel.floats) place(panel.box, { panel: panel.lines });
  const floating = panels.filter((panel) => panel.floats);
  if (placed.length === 0) return { lines: rest, floating };
  // Cards beside each other are read from left to right.
  placed.sort((a, b) => (a.segments[0]?.x0 ?? 0) - (b.segments[0]?.x0 ?? 0));
  return { lines: [...rest, ...placed].toSorted((a, b) => Math.round(a.y) - Math.round(b.y)), floating };
}
