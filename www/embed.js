// The element <gradient-garden>: the playground inside another page.
//
//   <script type="module" src="https://…/embed.js"></script>
//   <gradient-garden lesson="boundary" data="spiral" layers="8,8" hide="device" height="760"></gradient-garden>
//
// Attributes are options, as in the page's fragment; changing one changes the run. `height` is in CSS pixels, `src` another
// address of the page. The scripting interface is on the element; every call gives a promise (see gradient-garden.d.ts).

const PAGE = new URL("./", import.meta.url);
const OWN = new Set(["src", "height", "id", "class", "style", "title", "slot", "is", "hidden", "dir", "tabindex", "role"]);
const CALLS = [
  "options", "configure", "play", "pause", "reset", "train", "metrics", "history", "dataset", "parameters", "setParameters",
  "gradients", "predict", "activations", "export",
];

const isOption = (name) => !OWN.has(name) && !/^(data-|aria-|on)/.test(name);

class GradientGarden extends HTMLElement {
  #frame;
  #open = new Map();
  #last = 0;
  #loaded;
  #isLoaded = false;
  #watcher = new MutationObserver((changes) => this.#changed(changes));
  #listen = (event) => this.#heard(event);

  connectedCallback() {
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    this.#frame = document.createElement("iframe");
    this.#frame.title = this.title || "Gradient Garden";
    this.#frame.allow = "clipboard-write; fullscreen";
    this.#frame.loading = "lazy";
    this.#frame.style.cssText = "display:block;width:100%;height:100%;border:0;border-radius:inherit";
    const style = document.createElement("style");
    style.textContent = ":host{display:block;width:100%;height:760px;overflow:hidden}:host([hidden]){display:none}";
    shadow.replaceChildren(style, this.#frame);
    this.#size();
    this.#isLoaded = false;
    this.#loaded = new Promise((loaded) => this.#frame.addEventListener("load", loaded, { once: true }));
    this.#frame.addEventListener("load", () => (this.#isLoaded = true), { once: true });
    addEventListener("message", this.#listen);
    this.#watcher.observe(this, { attributes: true });
    this.#frame.src = this.#address();
  }

  disconnectedCallback() {
    removeEventListener("message", this.#listen);
    this.#watcher.disconnect();
    for (const { reject } of this.#open.values()) reject(new Error("the element was removed"));
    this.#open.clear();
  }

  /** Kept when the first trainer is there and has built the run. */
  get ready() {
    return this.#ask("ready", []);
  }

  #address() {
    const page = new URL(this.getAttribute("src") ?? PAGE, document.baseURI);
    const options = [...this.attributes].filter(({ name }) => isOption(name));
    const fragment = new URLSearchParams([["v", "1"], ...options.map(({ name, value }) => [name, value])]);
    page.hash = fragment.toString().replaceAll("%2C", ",");
    return page.href;
  }

  #size() {
    const height = Number.parseFloat(this.getAttribute("height"));
    if (height > 0) this.style.height = `${height}px`;
  }

  #changed(changes) {
    const names = new Set(changes.map(({ attributeName }) => attributeName));
    if (names.has("height")) this.#size();
    if (names.has("src") || [...names].some(isOption)) this.#go();
  }

  // Another fragment only: the page takes it over without being loaded again. The history of the page around it stays as it is.
  #go() {
    if (this.#isLoaded) this.#frame.contentWindow.location.replace(this.#address());
    else this.#frame.src = this.#address();
  }

  async #ask(call, given) {
    await this.#loaded;
    const id = ++this.#last;
    const answer = new Promise((resolve, reject) => this.#open.set(id, { resolve, reject, call }));
    const send = () => this.#frame.contentWindow?.postMessage({ gradientGarden: 1, id, call, arguments: given }, "*");
    send();
    // The page listens as soon as its program runs, which is a little after it was loaded.
    const again = call === "ready" ? setInterval(() => (this.#open.has(id) ? send() : clearInterval(again)), 300) : 0;
    return answer;
  }

  #heard({ source, data }) {
    if (source !== this.#frame.contentWindow || data?.gradientGarden !== 1) return;
    const question = this.#open.get(data.id);
    if (!question) return;
    this.#open.delete(data.id);
    if ("error" in data) question.reject(new Error(data.error));
    else question.resolve(data.value);
  }

  static {
    for (const call of CALLS) {
      Object.defineProperty(this.prototype, call, {
        // Everything but `ready` waits for it, so that no call is lost.
        value: async function (...given) {
          await this.ready;
          return this.#ask(call, given);
        },
      });
    }
  }
}

if (!customElements.get("gradient-garden")) customElements.define("gradient-garden", GradientGarden);
