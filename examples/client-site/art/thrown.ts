/** A piece thrown on the wheel, drawn as the turned solid that it is: a profile, glaze coats, light from the left. */

export type Point = readonly [x: number, y: number];

export type Glaze = { readonly light: string; readonly mid: string; readonly deep: string };

/** A dip of glaze that covers the piece from `fromY` down to `toY`. */
export type Coat = { readonly glaze: Glaze; readonly toY: number; readonly fromY?: number };

export type Thrown = {
  readonly id: string;
  /** The right-hand outline, rim first, as distances from the axis x = 0. */
  readonly profile: readonly Point[];
  readonly clay: string;
  readonly coats: readonly Coat[];
  /** What is seen looking in over the rim; absent for a piece that is closed by its lid. */
  readonly mouth?: { readonly wall: number; readonly inside: Glaze; readonly rim: string };
};

/** How far the camera looks down: a circle of radius r shows as an ellipse of r × TILT. */
export const TILT = 0.17;

/** A filter region in the drawing's own units: the box of a near-vertical stroke has no width to blur into. */
const everywhere = 'filterUnits="userSpaceOnUse" x="-400" y="-500" width="800" height="800"';

/** Filters and shading shared by every piece of one drawing. */
export const studio = `
  <filter id="blur-wide" ${everywhere}><feGaussianBlur stdDeviation="11"/></filter>
  <filter id="blur" ${everywhere}><feGaussianBlur stdDeviation="4"/></filter>
  <filter id="blur-fine" ${everywhere}><feGaussianBlur stdDeviation="1.6"/></filter>
  <filter id="speckle" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB">
    <feTurbulence type="fractalNoise" baseFrequency=".36" numOctaves="2" seed="11"/>
    <feColorMatrix values="0 0 0 0 .16  0 0 0 0 .11  0 0 0 0 .08  13 0 0 0 -9.3"/>
    <feComposite in2="SourceGraphic" operator="in"/>
  </filter>
  <filter id="mottle" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB">
    <feTurbulence type="fractalNoise" baseFrequency=".011 .034" numOctaves="3" seed="4"/>
    <feColorMatrix values="0 0 0 0 1  0 0 0 0 1  0 0 0 0 1  2.2 0 0 0 -1"/>
    <feComposite in2="SourceGraphic" operator="in"/>
  </filter>
  <linearGradient id="turn">
    <stop offset="0" stop-color="#071014" stop-opacity=".42"/>
    <stop offset=".13" stop-color="#071014" stop-opacity=".12"/>
    <stop offset=".3" stop-color="#fff" stop-opacity=".2"/>
    <stop offset=".46" stop-color="#fff" stop-opacity="0"/>
    <stop offset=".7" stop-color="#071014" stop-opacity=".2"/>
    <stop offset=".93" stop-color="#071014" stop-opacity=".56"/>
    <stop offset="1" stop-color="#071014" stop-opacity=".44"/>
  </linearGradient>
  <linearGradient id="settle" x2="0" y2="1">
    <stop offset=".5" stop-color="#071014" stop-opacity="0"/>
    <stop offset="1" stop-color="#071014" stop-opacity=".34"/>
  </linearGradient>`;

/** The body with its glazes, light and mouth, as SVG markup around the axis x = 0. */
export const thrown = (piece: Thrown): string => {
  const { id, profile } = piece;
  const [rimX, rimY] = first(profile);
  const [footX, footY] = last(profile);
  const widest = Math.max(...profile.map(([x]) => x));
  const box = `x="${-widest}" y="${rimY - rimX * TILT}" width="${widest * 2}" height="${footY - rimY + (rimX + footX) * TILT}"`;
  return `
  <clipPath id="${id}-outline"><path d="${outline(profile)}"/></clipPath>
  <g clip-path="url(#${id}-outline)">
    <rect ${box} fill="${piece.clay}"/>
    ${piece.coats.map((coat, index) => coatOf(coat, `${id}-coat-${index}`, widest, rimY - rimX * TILT)).join('')}
    <rect ${box} filter="url(#mottle)" opacity=".2"/>
    <rect ${box} filter="url(#speckle)" opacity=".62"/>
    ${throwingRings(profile, widest)}
    <rect ${box} fill="url(#turn)"/>
    <rect ${box} fill="url(#settle)"/>
    ${highlight(profile)}
  </g>
  ${piece.mouth ? mouthOf(piece.mouth, id, rimX, rimY) : ''}`;
};

/** The shadow on the table under a piece whose foot is `footX` from the axis at `footY`. */
export const groundShadow = (widest: number, footX: number, footY: number): string => `
  <ellipse cx="${widest * 0.34}" cy="${footY + 4}" rx="${widest * 1.15}" ry="${footX * TILT + 10}" fill="#0a1214" opacity=".3" filter="url(#blur-wide)"/>
  <ellipse cx="4" cy="${footY + 3}" rx="${footX * 1.04}" ry="${footX * TILT + 2}" fill="#0a1214" opacity=".6" filter="url(#blur)"/>`;

/** A smooth line through the points, continuing a path that already stands at the first of them. */
export const smooth = (points: readonly Point[]): string =>
  points
    .slice(1)
    .map((to, index) => {
      const from = points[index] ?? to;
      const before = points[index - 1] ?? from;
      const after = points[index + 2] ?? to;
      const leave = [from[0] + (to[0] - before[0]) / 6, from[1] + (to[1] - before[1]) / 6];
      const arrive = [to[0] - (after[0] - from[0]) / 6, to[1] - (after[1] - from[1]) / 6];
      return `C${[...leave, ...arrive, ...to].map(round).join(' ')}`;
    })
    .join('');

const outline = (profile: readonly Point[]): string => {
  const [rimX, rimY] = first(profile);
  const [footX, footY] = last(profile);
  const left = profile.map(([x, y]): Point => [-x, y]);
  return `M${-rimX} ${rimY}${smooth(left)}A${footX} ${footX * TILT} 0 0 0 ${footX} ${footY}${smooth(profile.toReversed())}A${rimX} ${rimX * TILT} 0 0 0 ${-rimX} ${rimY}Z`;
};

const coatOf = ({ glaze, toY, fromY }: Coat, id: string, widest: number, topY: number): string => {
  const startY = fromY ?? topY - 4;
  const edge = runs(toY, widest);
  const start = fromY === undefined ? `M${-widest - 2} ${startY}H${widest + 2}` : `M${runs(fromY, widest).join('L')}`;
  return `
    <linearGradient id="${id}" gradientUnits="userSpaceOnUse" x1="0" y1="${startY}" x2="0" y2="${toY + widest * TILT}">
      <stop offset="0" stop-color="${glaze.light}"/><stop offset=".38" stop-color="${glaze.mid}"/>
      <stop offset="1" stop-color="${glaze.deep}"/>
    </linearGradient>
    <path d="M${edge.join('L')}" fill="none" stroke="#0a1214" stroke-opacity=".3" stroke-width="5" filter="url(#blur-fine)"/>
    <path d="${start}L${edge.toReversed().join('L')}Z" fill="url(#${id})"/>
    <path d="M${edge.join('L')}" fill="none" stroke="${glaze.light}" stroke-opacity=".5" stroke-width="1.4" transform="translate(0 -2.4)" filter="url(#blur-fine)"/>`;
};

/** Where a glaze stopped running: the ellipse of its level, a little uneven. */
const runs = (levelY: number, widest: number): string[] =>
  Array.from({ length: 61 }, (_, step) => {
    const x = ((step - 30) / 30) * (widest + 2);
    const bulge = Math.sqrt(Math.max(0, 1 - (x / (widest + 2)) ** 2)) * widest * TILT * 0.8;
    const uneven = Math.sin(x * 0.047 + levelY) * 1.9 + Math.sin(x * 0.117 + 1.7) * 0.9 + Math.sin(x * 0.021) * 1.4;
    return `${round(x)} ${round(levelY + bulge + uneven)}`;
  });

const throwingRings = (profile: readonly Point[], widest: number): string => {
  const [, rimY] = first(profile);
  const [, footY] = last(profile);
  const count = Math.floor((footY - rimY) / 15);
  return Array.from({ length: count }, (_, ring) => {
    const y = rimY + 12 + ring * 15 + Math.sin(ring * 2.3) * 2.5;
    return `<path d="M${-widest} ${round(y)}A${widest} ${round(widest * TILT)} 0 0 0 ${widest} ${round(y)}" fill="none" stroke="#fff" stroke-opacity=".055" stroke-width="3.4"/>`;
  }).join('');
};

/** The window's reflection, following the left-hand side of the piece. */
const highlight = (profile: readonly Point[]): string => {
  const line = profile.slice(0, -2).map(([x, y]): Point => [-x * 0.58, y + x * TILT * 0.6 + 8]);
  const [startX, startY] = first(line);
  const path = `M${startX} ${startY}${smooth(line)}`;
  return `
    <path d="${path}" fill="none" stroke="#fff" stroke-opacity=".2" stroke-width="20" stroke-linecap="round" filter="url(#blur)"/>
    <path d="${path}" fill="none" stroke="#fff" stroke-opacity=".3" stroke-width="4" stroke-linecap="round" filter="url(#blur-fine)"/>`;
};

const mouthOf = (mouth: NonNullable<Thrown['mouth']>, id: string, rimX: number, rimY: number): string => {
  const innerX = rimX - mouth.wall;
  return `
  <linearGradient id="${id}-inside" x2="1" y2=".25">
    <stop offset="0" stop-color="${mouth.inside.deep}"/><stop offset=".55" stop-color="${mouth.inside.mid}"/>
    <stop offset="1" stop-color="${mouth.inside.light}"/>
  </linearGradient>
  <linearGradient id="${id}-rim"><stop offset="0" stop-color="${mouth.rim}"/><stop offset=".3" stop-color="#fff" stop-opacity=".9"/>
    <stop offset=".5" stop-color="${mouth.rim}"/><stop offset="1" stop-color="${mouth.rim}"/></linearGradient>
  <ellipse cy="${rimY}" rx="${rimX}" ry="${rimX * TILT}" fill="${mouth.rim}"/>
  <ellipse cy="${rimY}" rx="${rimX}" ry="${rimX * TILT}" fill="url(#${id}-rim)" opacity=".5"/>
  <ellipse cy="${rimY + mouth.wall * 0.12}" rx="${innerX}" ry="${innerX * TILT}" fill="url(#${id}-inside)"/>
  <path d="M${-innerX} ${rimY}A${innerX} ${innerX * TILT} 0 0 1 ${innerX} ${rimY}A${innerX} ${innerX * TILT * 0.55} 0 0 0 ${-innerX} ${rimY}Z" fill="#071014" opacity=".26"/>`;
};

const round = (value: number): number => Math.round(value * 10) / 10;

const first = (points: readonly Point[]): Point => points[0] ?? [0, 0];

const last = (points: readonly Point[]): Point => points.at(-1) ?? [0, 0];
