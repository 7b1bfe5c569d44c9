/** Bars of numbers an hour beside the usual: the library draws, this says what. */

import { t } from './words.js';

/* global uPlot */

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const HEIGHT = 250;

const NOTHING = t('manager.no-number-yet-and-nothing-to');

/** From the least to the most that the same weekdays brought in the next hour. */
function span(chart, row, index) {
  if (!row || row.most === undefined) return;
  const { ctx } = chart;
  const x = chart.valToPos(index, 'x', true);
  const [low, high] = [row.least, row.most].map((value) => chart.valToPos(value, 'y', true));
  ctx.save();
  ctx.strokeStyle = token('--ink');
  ctx.lineWidth = 2.5 * devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(x, low);
  ctx.lineTo(x, high);
  for (const y of [low, high]) {
    ctx.moveTo(x - 8 * devicePixelRatio, y);
    ctx.lineTo(x + 8 * devicePixelRatio, y);
  }
  ctx.stroke();
  ctx.restore();
}

function options(box, hours, next) {
  const usual = uPlot.paths.bars({ size: [0.78, 60] });
  const taken = uPlot.paths.bars({ size: [0.46, 36] });
  const type = `${13}px ${token('--font')}`;
  const most = Math.max(5, ...hours.flatMap((row) => [row.taken ?? 0, row.usual ?? 0]));
  const top = Math.max(most, next?.most ?? 0);
  return {
    width: box.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: [-0.6, hours.length - 0.4] },
      y: { range: [0, Math.ceil(top * 1.08)] },
    },
    axes: [
      {
        splits: () => hours.map((_, i) => i),
        values: (_, splits) => splits.map((i) => hours[i]?.hour ?? ''),
        grid: { show: false },
        ticks: { show: false },
        stroke: token('--ink-2'),
        font: type,
        size: 28,
      },
      {
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
        space: 60,
        grid: { stroke: token('--line'), width: 1 },
        ticks: { show: false },
        stroke: token('--ink-2'),
        font: type,
        size: 40,
      },
    ],
    series: [
      {},
      {
        paths: usual,
        fill: token('--sunk'),
        stroke: token('--edge'),
        width: 1,
        points: { show: false },
      },
      {
        paths: taken,
        fill: token('--brand'),
        stroke: token('--brand'),
        width: 0,
        points: { show: false },
      },
    ],
    hooks: { draw: [(chart) => span(chart, next, hours.indexOf(next))] },
  };
}

/** A day's work is some hours wide, even when it has only begun. */
function widened(hours) {
  const known = new Map(hours.map((row) => [row.hour, row]));
  const first = Math.min(8, hours[0].hour);
  const last = Math.max(17, hours.at(-1).hour);
  const all = [];
  for (let hour = first; hour <= last; hour++) all.push(known.get(hour) ?? { hour });
  return all;
}

/** What the bars say, for those who do not see them. */
function sentence(hours) {
  if (!hours.length) return NOTHING;
  return hours
    .map((row) => {
      if (row.taken === undefined) return t('manager.hour-usual', row);
      return t(row.usual === undefined ? 'manager.hour-taken' : 'manager.hour-both', row);
    })
    .join(t('manager.and-then'));
}

/**
 * Keeps one chart in `box`.
 *
 * @returns `draw(load, hour)`: `hour` of the clock now, whose next one is told as a range
 */
export function chartIn(box) {
  let chart = null;
  let shown = '';

  function draw(load, hour) {
    const hours = load.hours;
    const look = JSON.stringify([hours, hour, box.clientWidth]);
    if (look === shown || !box.clientWidth) return;
    shown = look;
    chart?.destroy();
    chart = null;
    box.setAttribute('aria-label', sentence(hours));
    box.classList.toggle('empty', !hours.length);
    box.textContent = hours.length ? '' : NOTHING;
    if (!hours.length) return;
    const wide = widened(hours);
    const next = hour === null ? null : wide.find((row) => row.hour === hour + 1);
    const data = [
      wide.map((_, i) => i),
      wide.map((row) => row.usual ?? null),
      wide.map((row) => row.taken ?? null),
    ];
    chart = new uPlot(options(box, wide, next), data, box);
  }
  return draw;
}
