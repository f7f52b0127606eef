import { smooth, type Point } from './thrown.ts';

/** The second firing as a line: it takes its colours from the page, so it follows the colour scheme. */

const schedule: readonly (readonly [hour: number, celsius: number])[] = [
  [0, 20],
  [3, 240],
  [6, 600],
  [8, 780],
  [11, 1080],
  [13, 1225],
  [15, 1280],
  [16, 1258],
  [18, 1040],
  [22, 720],
  [28, 430],
  [36, 120],
];

const left = 48;
const x = (hour: number): number => left + (hour / 36) * 396;
const y = (celsius: number): number => Math.round(220 - (celsius / 1280) * 184);

const points = schedule.map(([hour, celsius]): Point => [x(hour), y(celsius)]);
const line = `${points[0]?.join(' ') ?? ''}${smooth(points)}`;

export const firingCurve = `<svg viewBox="0 0 460 260" role="img" aria-label="The kiln climbs to 1,280 degrees in fifteen hours, holds for one, and cools for twenty">
  ${[0, 400, 800, 1280].map((celsius) => `<path class="chart-grid" d="M${left} ${y(celsius)}H444"/><text class="chart-label" x="40" y="${y(celsius) + 4}" text-anchor="end">${celsius.toLocaleString('en-GB')}°</text>`).join('')}
  ${[0, 12, 24, 36].map((hour) => `<text class="chart-label" x="${x(hour)}" y="248" text-anchor="middle">${hour} h</text>`).join('')}
  <path class="chart-heat" d="M${left} 220L${line}L444 220Z"/>
  <path class="chart-line" d="M${line}"/>
  <circle class="chart-peak" cx="${x(15)}" cy="${y(1280)}" r="4"/>
  <text class="chart-note" x="${x(18)}" y="${y(1280) + 18}">The glaze melts</text>
</svg>`;
