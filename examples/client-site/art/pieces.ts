import { clays, glazes } from './glazes.ts';
import { groundShadow, smooth, studio, thrown, TILT, type Glaze, type Point } from './thrown.ts';

/** Every piece stands with its foot at y = 0 on the axis x = 0, about 1 mm to the unit. */
export const teapot = (): string => `
  ${groundShadow(112, 62, 0)}
  ${strap(
    [
      [92, -138],
      [142, -152],
      [166, -112],
      [146, -66],
      [100, -48],
    ],
    17,
    glazes.cobalt,
  )}
  ${spout()}
  ${thrown({
    id: 'teapot',
    profile: [
      [50, -166],
      [84, -150],
      [110, -108],
      [106, -62],
      [82, -24],
      [62, -8],
      [60, 0],
    ],
    clay: clays.iron,
    coats: [{ glaze: glazes.cobalt, toY: -26 }],
  })}
  <ellipse cy="-166" rx="54" ry="${54 * TILT}" fill="#0d1c33" opacity=".6"/>
  ${thrown({
    id: 'teapot-lid',
    profile: [
      [9, -196],
      [22, -190],
      [42, -180],
      [52, -169],
    ],
    clay: clays.iron,
    coats: [{ glaze: glazes.cobalt, toY: -150 }],
  })}
  ${thrown({
    id: 'teapot-knob',
    profile: [
      [5, -221],
      [13, -218],
      [17, -210],
      [14, -201],
      [10, -195],
      [9, -189],
    ],
    clay: clays.iron,
    coats: [{ glaze: glazes.cobalt, toY: -190 }],
  })}`;

export const mug = (): string => `
  ${groundShadow(62, 46, 0)}
  ${strap(
    [
      [52, -92],
      [88, -98],
      [102, -68],
      [86, -36],
      [50, -28],
    ],
    14,
    glazes.chalk,
  )}
  ${thrown({
    id: 'mug',
    profile: [
      [58, -118],
      [57, -96],
      [58, -56],
      [56, -26],
      [48, -6],
      [45, 0],
    ],
    clay: clays.toasted,
    coats: [
      { glaze: glazes.estuary, toY: -18 },
      { glaze: glazes.chalk, toY: -66 },
    ],
    mouth: { wall: 5, inside: glazes.chalk, rim: '#cfae84' },
  })}`;

export const bottle = (): string => `
  ${groundShadow(70, 40, 0)}
  ${reeds()}
  ${thrown({
    id: 'bottle',
    profile: [
      [21, -228],
      [15, -214],
      [15, -184],
      [22, -160],
      [52, -128],
      [69, -88],
      [66, -46],
      [48, -12],
      [40, 0],
    ],
    clay: clays.buff,
    coats: [
      { glaze: glazes.celadon, toY: -14 },
      { glaze: glazes.chalk, toY: -178 },
    ],
    mouth: { wall: 5, inside: { light: '#5f7566', mid: '#334238', deep: '#1a231e' }, rim: '#c9b391' },
  })}
  ${reedStems()}`;

export const bowl = (): string => `
  ${groundShadow(100, 52, 0)}
  ${thrown({
    id: 'bowl',
    profile: [
      [142, -98],
      [138, -80],
      [120, -48],
      [86, -20],
      [58, -10],
      [54, 0],
    ],
    clay: clays.toasted,
    coats: [{ glaze: glazes.oatmeal, toY: -34 }],
    mouth: { wall: 6, inside: glazes.estuary, rim: '#b98d5c' },
  })}`;

export const jar = (): string => `
  ${groundShadow(78, 56, 0)}
  ${thrown({
    id: 'jar',
    profile: [
      [56, -158],
      [70, -150],
      [80, -122],
      [80, -64],
      [72, -24],
      [58, -6],
      [56, 0],
    ],
    clay: clays.iron,
    coats: [{ glaze: glazes.tenmoku, toY: -28 }],
  })}
  <ellipse cy="-158" rx="60" ry="${60 * TILT}" fill="#0f0a09" opacity=".7"/>
  ${thrown({
    id: 'jar-lid',
    profile: [
      [14, -188],
      [38, -182],
      [58, -172],
      [62, -162],
    ],
    clay: clays.iron,
    coats: [{ glaze: glazes.tenmoku, toY: -140 }],
  })}
  ${thrown({
    id: 'jar-knob',
    profile: [
      [8, -206],
      [18, -203],
      [20, -197],
      [12, -190],
      [10, -184],
    ],
    clay: clays.iron,
    coats: [{ glaze: glazes.tenmoku, toY: -180 }],
  })}`;

/** The plate stands on its edge against the wall, so its face is seen. */
export const plate = (): string => `
  <ellipse cx="26" cy="4" rx="120" ry="16" fill="#0a1214" opacity=".34" filter="url(#blur-wide)"/>
  <ellipse cx="2" cy="1" rx="44" ry="5" fill="#0a1214" opacity=".6" filter="url(#blur)"/>
  <ellipse cx="22" cy="-112" rx="124" ry="120" fill="#0a1214" opacity=".2" filter="url(#blur-wide)"/>
  <radialGradient id="plate-face" cx=".4" cy=".36" r=".72">
    <stop offset="0" stop-color="${glazes.chalk.light}"/><stop offset=".62" stop-color="${glazes.chalk.mid}"/>
    <stop offset="1" stop-color="${glazes.chalk.deep}"/>
  </radialGradient>
  <linearGradient id="plate-well" x2="1" y2="1">
    <stop offset="0" stop-color="#3a2c1c" stop-opacity=".5"/><stop offset=".5" stop-color="#3a2c1c" stop-opacity=".05"/>
    <stop offset="1" stop-color="#fff" stop-opacity=".8"/>
  </linearGradient>
  <circle cy="-124" r="124" fill="#9d6a3f"/>
  <circle cx="-.6" cy="-124.6" r="121.6" fill="url(#plate-face)"/>
  <circle cy="-124" r="119" fill="none" stroke="#9d6a3f" stroke-opacity=".36" stroke-width="7" filter="url(#blur-fine)"/>
  <circle cy="-124" r="84" fill="url(#plate-face)"/>
  <circle cy="-124" r="84" fill="none" stroke="url(#plate-well)" stroke-width="5" filter="url(#blur-fine)"/>
  ${[70, 56, 42, 28, 14].map((r) => `<circle cy="-124" r="${r}" fill="none" stroke="#8a6b45" stroke-opacity=".09" stroke-width="3"/>`).join('')}
  <clipPath id="plate-outline"><circle cx="-.6" cy="-124.6" r="121.6"/></clipPath>
  <linearGradient id="plate-dip" x1=".2" y1="0" x2=".9" y2="1">
    <stop offset="0" stop-color="${glazes.estuary.light}"/><stop offset=".4" stop-color="${glazes.estuary.mid}"/>
    <stop offset="1" stop-color="${glazes.estuary.deep}"/>
  </linearGradient>
  <g clip-path="url(#plate-outline)">
    <path d="M-130 -42C-76 -64 -34 -48 10 -70C58 -94 88 -88 130 -122V10H-130Z" fill="url(#plate-dip)" opacity=".93"/>
    <path d="M-130 -42C-76 -64 -34 -48 10 -70C58 -94 88 -88 130 -122" fill="none" stroke="#2a525c" stroke-opacity=".5" stroke-width="4" filter="url(#blur-fine)"/>
    <circle cy="-124" r="84" fill="none" stroke="url(#plate-well)" stroke-width="5" opacity=".7" filter="url(#blur-fine)"/>
    <circle cy="-124" r="119" fill="none" stroke="#9d6a3f" stroke-opacity=".5" stroke-width="6" filter="url(#blur-fine)"/>
  </g>
  <circle cy="-124" r="122" filter="url(#speckle)" opacity=".55"/>
  <path d="M-98 -168A108 108 0 0 1 -42 -224" fill="none" stroke="#fff" stroke-opacity=".75" stroke-width="9" stroke-linecap="round" filter="url(#blur)"/>`;

/** One piece alone in a square picture. */
export const portrait = (piece: string, scale: number, shiftX = 0): string =>
  picture(400, 400, `<g transform="translate(${200 + shiftX} 330) scale(${scale})">${piece}</g>`);

/** The shelf on the home page. */
export const stillLife = (): string =>
  picture(
    720,
    600,
    [
      place(bottle(), 226, 424, 1.18),
      place(jar(), 570, 428, 1.08),
      place(teapot(), 396, 482, 1.16),
      place(mug(), 138, 512, 1.06),
    ].join(''),
  );

const place = (piece: string, x: number, y: number, scale: number): string =>
  `<g transform="translate(${x} ${y}) scale(${scale})">${piece}</g>`;

const picture = (width: number, height: number, content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><defs>${studio}</defs>${content}</svg>\n`;

/** A pulled handle: one line, shaded by stacking narrower and lighter strokes on it. */
const strap = (points: readonly Point[], width: number, glaze: Glaze): string => {
  const path = `M${points[0]?.join(' ') ?? ''}${smooth(points)}`;
  const layer = (stroke: string, share: number, opacity: number, shift: number): string =>
    `<path d="${path}" fill="none" stroke="${stroke}" stroke-opacity="${opacity}" stroke-width="${width * share}" stroke-linecap="round" transform="translate(${-shift} ${-shift})"/>`;
  return `<g>${layer(glaze.deep, 1, 1, 0)}${layer('#071014', 1, 0.34, 0)}${layer(glaze.mid, 0.72, 1, 1.4)}
    <g filter="url(#blur-fine)">${layer(glaze.light, 0.3, 0.9, 2.6)}${layer('#fff', 0.12, 0.5, 3.4)}</g></g>`;
};

const spout = (): string => `
  <linearGradient id="spout" x1=".2" y1="0" x2=".6" y2="1">
    <stop offset="0" stop-color="${glazes.cobalt.light}"/><stop offset=".4" stop-color="${glazes.cobalt.mid}"/>
    <stop offset="1" stop-color="#122847"/>
  </linearGradient>
  <path d="M-84 -44C-128 -58 -134 -112 -164 -154C-168 -160 -158 -168 -146 -164C-130 -150 -118 -126 -88 -118Z" fill="url(#spout)"/>
  <ellipse cx="-155" cy="-160" rx="11" ry="4.6" transform="rotate(24 -155 -160)" fill="#0d1c33"/>
  <path d="M-152 -146C-138 -122 -130 -84 -104 -70" fill="none" stroke="#fff" stroke-opacity=".32" stroke-width="5" stroke-linecap="round" filter="url(#blur-fine)"/>`;

const reedHeads: readonly {
  readonly path: string;
  readonly headX: number;
  readonly headY: number;
  readonly lean: number;
}[] = [
  { path: 'M-3 -226C-6 -252 -16 -276 -32 -296', headX: -32, headY: -296, lean: -34 },
  { path: 'M1 -226C2 -254 4 -280 10 -304', headX: 10, headY: -304, lean: 10 },
  { path: 'M6 -226C12 -248 24 -264 42 -276', headX: 42, headY: -276, lean: 50 },
];

const reeds = (): string =>
  reedHeads
    .map(
      ({ path, headX, headY, lean }) => `
  <path d="${path}" fill="none" stroke="#8c7a52" stroke-width="2.4" stroke-linecap="round"/>
  <g transform="translate(${headX} ${headY}) rotate(${lean})">
    <path d="M0 22C-7 14 -8 -14 0 -34C8 -14 7 14 0 22Z" fill="#7a5535"/>
    <path d="M-2 16C-5 8 -5 -10 -1 -26" fill="none" stroke="#b78d5d" stroke-width="2" stroke-linecap="round"/>
    <path d="M0 -32V-48" stroke="#8c7a52" stroke-width="1.6" stroke-linecap="round"/>
  </g>`,
    )
    .join('');

/** The stems again, in front of the far rim and inside the near one. */
const reedStems = (): string =>
  reedHeads.map(({ path }) => `<path d="${path}" fill="none" stroke="#8c7a52" stroke-width="2.4"/>`).join('');
