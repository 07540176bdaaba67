// How much WebAssembly memory a page and its workers have.

/** Runs before a page's or a worker's own scripts: keeps every WebAssembly memory that is made, so that its size can be asked for. */
export const KEEP_MEMORIES = `globalThis.memories = [];
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      for (const value of Object.values((made.instance ?? made).exports ?? {})) if (value instanceof WebAssembly.Memory) globalThis.memories.push(value);
      return made;
    };
  }`;

/** Their sizes in bytes, asked for in a page or a worker. */
export const memoryBytes = () => (globalThis.memories ?? []).reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
