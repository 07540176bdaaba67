// Random choices that belong to one input: from the seed, the kind of input and its number, so that any input can be made again
// without those before it.

/** mulberry32, begun by an FNV hash of its name. */
export class Random {
  #state;

  constructor(seed, kind, index) {
    this.#state = 2_166_136_261;
    for (const sign of `${seed} ${kind} ${index}`) this.#state = Math.imul(this.#state ^ sign.codePointAt(0), 16_777_619);
  }

  /** A number from 0 to 1, without 1. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let value = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 to `below`, without `below`. */
  below(below) {
    return Math.floor(this.next() * below);
  }

  pick(list) {
    return list[this.below(list.length)];
  }
}
