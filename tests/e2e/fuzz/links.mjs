// Links with mistakes in them: good ones, cut, joined and filled with what nobody expects.
import { lessonNames } from "../lessons.mjs";
import { Random } from "./random.mjs";

/** Good links that no lesson's own link has the like of. */
const MORE = [
  "v=1&lesson=digits&layers=64&lr=0.01&hide=data&theme=dark",
  "v=1&data=spiral&noise=10&layers=8,8&features=x1,x2,sinx1",
  "v=1&lesson=convnet&filters=8,p,16,p&kernel=5&strip=5",
  "v=1&lesson=gan&data=ring&k=2&latent=4&steps=0",
  "v=1&lesson=autoencoder&code=2&axes=1,2&decoded=1",
  "v=1&lesson=sequence&cell=gru&temperature=0.5",
  "v=1&lesson=attention&heads=2&pair=1,2",
  "v=1&lesson=gan&data=drawn&drawn=1,2,3,4",
  "v=1&lesson=xor&preset=none",
  "v=1&panels=output,loss&lang=en",
  "v=1&lesson=convnet&tabs=pixel,confusion,accuracy&speed=5",
  "v=1&lesson=xor&tabs=network,seeds&gallery=1",
  // TensorFlow Playground's.
  "activation=tanh&batchSize=10&dataset=circle&regDataset=reg-plane&learningRate=0.03&regularizationRate=0&noise=0&networkShape=4,2&seed=0.59&showTestData=false&discretize=false&percTrainData=50&x=true&y=true&problem=classification&initZero=false&hideText=false",
  "activation=relu&regularization=L1&batchSize=30&dataset=spiral&regDataset=reg-gauss&learningRate=0.1&regularizationRate=0.001&noise=25&networkShape=8,8,8,8,8,8&seed=0.1&showTestData=true&discretize=true&percTrainData=90&x=true&y=true&xTimesY=true&xSquared=true&ySquared=true&cosX=false&sinX=true&cosY=false&sinY=true&collectStats=false&problem=regression&initZero=true",
];

const ODD = [
  "%", "%00", "%ff", "%F0%9F%92", "\u202e", "😀", "\u0000", "٣", "１２", "é".repeat(50),
  "NaN", "Infinity", "-1", "-0", "+5", " 5 ", "5.", ".5", "0x10", "1e999", "1e-400", "0,03", "1.000,5", "−5", "99999999999999999999",
  "<img src=x onerror=alert(1)>", "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "javascript:alert(1)", "__proto__", "constructor", "toString",
  ",", ",,,", "=", "&", "&&&", "#", "{", '"', "'", "a=b=c", "1,".repeat(500), "p,".repeat(30), "1024,".repeat(16), "x".repeat(20_000),
];

/** The lessons' own links, in the order of the catalogue. */
export async function lessonLinks(page) {
  return page.evaluate(async (lessons) => {
    const links = [];
    const presets = () => [...document.querySelectorAll("#preset option:not([disabled])")].map(({ value }) => value);
    for (const lesson of lessons) {
      await gradientGarden.configure({ lesson });
      for (const preset of [undefined, ...presets()]) {
        if (preset !== undefined) await gradientGarden.configure({ lesson, preset });
        const options = Object.entries(gradientGarden.options()).map(([name, value]) => `${name}=${value}`);
        links.push(`v=1&lesson=${lesson}${preset === undefined ? "" : `&preset=${preset}`}`, `v=1&${options.join("&")}`);
      }
    }
    return links;
  }, await lessonNames(page));
}

/** The link of this number. */
export function link(seed, index, lessons) {
  const random = new Random(seed, "link", index);
  const good = [...MORE, ...lessons];
  let text = random.pick(good);
  for (let count = 1 + random.below(4); count > 0; count -= 1) text = random.pick(CHANGES)(text, random, good);
  return text;
}

const at = (text, random) => random.below(text.length + 1);

const CHANGES = [
  (text, random) => {
    const from = at(text, random);
    return text.slice(0, from) + random.pick(ODD) + text.slice(from + random.below(8));
  },
  (text, random) => {
    const from = at(text, random);
    return text.slice(0, from) + text.slice(from + random.below(8));
  },
  (text, random) => {
    const from = at(text, random);
    return text.slice(0, from) + String.fromCharCode(random.below(0xd800)) + text.slice(from);
  },
  (text, random) => change(text, random, (name) => `${name}=${random.pick(ODD)}`),
  (text, random) => change(text, random, (name) => `${name}=${10 ** (random.below(24) - 8) * (random.below(3) - 1)}`),
  (text, random) => change(text, random, (name) => `${random.pick(ODD)}${name}=1`),
  (text, random, good) => `${text}&${random.pick(good)}`,
  (text, random, good) => {
    const other = random.pick(good);
    return text.slice(0, at(text, random)) + other.slice(at(other, random));
  },
];

/** With one `name=value` replaced. */
function change(text, random, other) {
  const parts = text.split("&");
  const place = random.below(parts.length);
  parts[place] = other(parts[place].split("=")[0]);
  return parts.join("&");
}
