import { bottle, bowl, jar, mug, plate, portrait, teapot } from './art/pieces.ts';

export type Product = {
  readonly slug: string;
  readonly name: string;
  readonly pricePounds: number;
  /** One line for the catalogue. */
  readonly line: string;
  readonly story: readonly string[];
  readonly facts: readonly (readonly [term: string, detail: string])[];
  readonly stock: string;
  readonly imageAlt: string;
  readonly drawing: string;
};

export const products: readonly Product[] = [
  {
    slug: 'blue-teapot',
    name: 'Blue teapot',
    pricePounds: 78,
    line: 'Four cups, and it does not drip',
    story: [
      'Our best-known pot. The spout is cut high and sharp, so the last drop goes back in rather than down the outside.',
      'The cobalt glaze is poured, not sprayed; it breaks to a paler blue on the shoulder and over the throwing rings, so no two are quite alike.',
    ],
    facts: [
      ['Holds', '1.1 litres, four good cups'],
      ['Size', '22 cm high, 34 cm from spout to handle'],
      ['Strainer', 'Pierced in the clay, 40 holes'],
      ['Made by', 'Nell Wrenmarsh'],
    ],
    stock: 'Five on the shelf, ready to post',
    imageAlt: 'A round stoneware teapot in a cobalt blue glaze with a bare clay foot',
    drawing: portrait(teapot(), 1.04, -4),
  },
  {
    slug: 'tide-mug',
    name: 'Tide mug',
    pricePounds: 26,
    line: 'Chalk above, estuary below',
    story: [
      'Dipped twice, the second time upside down. Where the two glazes meet they run a little, like a tide line on a harbour wall.',
      'The handle takes three fingers. The rim is left thin, because tea tastes better from a thin rim.',
    ],
    facts: [
      ['Holds', '350 ml to the brim'],
      ['Size', '12 cm high, 12 cm across'],
      ['Microwave', 'Yes; the handle stays cool'],
      ['Made by', 'Tom Wrenmarsh'],
    ],
    stock: 'Twenty-two on the shelf, ready to post',
    imageAlt: 'A speckled mug, chalk white on its upper half and deep green-blue below',
    drawing: portrait(mug(), 1.56, -16),
  },
  {
    slug: 'reed-bottle',
    name: 'Reed bottle',
    pricePounds: 64,
    line: 'For three stems and no more',
    story: [
      'Thrown in one piece and closed by hand at the neck, which is the hard part. A celadon that we mix with ash from our own hedges.',
      'It wants very little: reeds from the marsh, a branch of quince, a single dahlia.',
    ],
    facts: [
      ['Size', '23 cm high, 14 cm at the widest'],
      ['Neck', '3 cm inside'],
      ['Water', 'Holds it; glazed to the bottom'],
      ['Made by', 'Nell Wrenmarsh'],
    ],
    stock: 'Three on the shelf, ready to post',
    imageAlt: 'A narrow-necked bottle vase in pale green celadon, with three dried reeds',
    drawing: portrait(bottle(), 0.9),
  },
  {
    slug: 'shingle-bowl',
    name: 'Shingle bowl',
    pricePounds: 46,
    line: 'A serving bowl, deep water inside',
    story: [
      'Oatmeal outside, with the iron in the clay coming through as speckle. Inside, three coats of estuary glaze that pool darker towards the bottom.',
      'Big enough for a salad for six, or all the conkers.',
    ],
    facts: [
      ['Holds', '2.4 litres'],
      ['Size', '10 cm high, 28 cm across'],
      ['Oven', 'To 180 °C, if it goes in cold'],
      ['Made by', 'Ada Wrenmarsh'],
    ],
    stock: 'Eight on the shelf, ready to post',
    imageAlt: 'A wide speckled oatmeal bowl with a green-blue glaze inside',
    drawing: portrait(bowl(), 1.1),
  },
  {
    slug: 'supper-plate',
    name: 'Supper plate',
    pricePounds: 32,
    line: 'One dip, on the slant',
    story: [
      'A flat, generous plate with a low lip that keeps gravy where it belongs. Each is dipped once by hand, so the line falls where it falls.',
      'They stack to eight without wobbling. We checked.',
    ],
    facts: [
      ['Size', '25 cm across, 2.5 cm deep'],
      ['Weight', '690 g'],
      ['Dishwasher', 'Yes, every day'],
      ['Made by', 'Tom Wrenmarsh'],
    ],
    stock: 'Thirty-one on the shelf, ready to post',
    imageAlt: 'A chalk white plate with an iron rim, dipped on the slant in green-blue glaze',
    drawing: portrait(plate(), 1.1, -8),
  },
  {
    slug: 'larder-jar',
    name: 'Larder jar',
    pricePounds: 58,
    line: 'Tenmoku, breaking to rust',
    story: [
      'An old glaze, nearly black where it is thick and rust where it thins over an edge. The lid sits in a deep gallery and does not rattle.',
      'Made for flour, and often bought for biscuits.',
    ],
    facts: [
      ['Holds', '1.6 litres, or a kilo of flour'],
      ['Size', '21 cm high with its lid, 16 cm across'],
      ['Seal', 'A cork ring can be fitted; ask us'],
      ['Made by', 'Ada Wrenmarsh'],
    ],
    stock: 'Made to order, about five weeks',
    imageAlt: 'A lidded storage jar in a dark brown tenmoku glaze that turns rust at the edges',
    drawing: portrait(jar(), 1.3, -4),
  },
];
