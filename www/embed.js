// The element <gradient-garden>: the playground inside another page, also of another origin.
//
//   <script src="https://…/embed.js" defer></script>
//   <gradient-garden lesson="boundary" data="spiral" layers="8, 8"><a href="https://…/">Open the playground</a></gradient-garden>
//
// Loaded like this it needs no header. <script type="module"> and import need `Access-Control-Allow-Origin` where the file lies.
// What is inside the element is shown where the script or the playground does not come.
//
// ATTRIBUTES are options, with the names of docs/options.md; changing one changes the run. Attributes of HTML and of frames keep
// their meaning, so that the options `hidden`, `lang` and `width` are written `option-hidden`, `option-lang`, `option-width`; every
// option may be written so. What is neither is named in the console.
//   width, height   the element's size: a number of CSS pixels or a CSS length. Without `height`, and without one in the page's
//                   styles, the element is as high as what is in it.
//   src             another address of the playground.
//   loading="eager" loads it at once. Else it is loaded when it is near the screen, or when it is called.
// `dir` and `lang` of the element, or of what is around it, are handed on; `lang` as far as the playground has the language.
// Out of sight nothing is trained but what a call asked for.
//
// KEYS that the playground does not use reach the page as `keydown` on the element: arrows beside sliders and pictures, PageDown,
// letters. Keys that it uses never do. Escape, with nothing open in it, gives the keyboard back: the focus is then behind the frame.
//
// CALLS, the scripting interface, are on the element; every call gives a promise (see gradient-garden.d.ts), and every promise is
// settled. It is rejected, with the reason, when the playground is not there 30 s after it began to load, when its trainer has not
// started 60 s after that, when it gives no sign of life for 15 s, and when the element is removed or moved. Else a call takes as
// long as what it asks for. Calls wait until `ready` is settled, not until it is kept: what keeps a trainer from starting (a file
// that did not come, a network too large) may be over, or a call may mend it. `ready` itself gives what came first, and stays so.
(() => {
  const HERE = 30_000;
  const LOADED = 3_000;
  const SLOW = 10_000;
  /** Whether there are frames that need no permission where the page around has COEP. */
  const CREDENTIALLESS = "credentialless" in HTMLIFrameElement.prototype;
  const READY = 60_000;
  const ALIVE = 15_000;
  const PING = 5_000;

  const CALLS = [
    "options", "configure", "play", "pause", "reset", "train", "metrics", "history", "batchLosses", "dataset", "parameters",
    "setParameters", "gradients", "predict", "activations", "export",
  ];

  // The names of docs/options.md; a test compares them.
  const OPTIONS = new Set([
    "lesson", "preset", "data", "task", "distance", "length", "drawn", "noise", "points", "digits", "tested", "denoise",
    "corruption", "test", "features", "filters", "kernel", "stride", "padding", "pool", "layers", "code", "heads", "width",
    "blocks", "forward", "positions", "causal", "latent", "generator", "discriminator", "cell", "hidden", "embedding",
    "activation", "output", "optimizer", "objective", "k", "beta1", "lr", "batch", "seed", "l1", "l2", "dropout", "device",
    "hide", "panels", "theme", "size", "lang", "play", "steps", "showtest", "discretize", "log", "tabs", "accuracy", "speed", "gallery", "strip", "probe", "axes",
    "decoded", "temperature", "pair",
  ]);

  // Attributes of HTML and of frames that are spelled like options. What has a hyphen, a colon or such is another program's.
  const OWN = new Set([
    "about", "accesskey", "align", "allow", "allowfullscreen", "allowpaymentrequest", "allowtransparency", "autocapitalize", "autocorrect",
    "autofocus", "border", "class", "contenteditable", "content", "credentialless", "csp", "datatype", "dir", "draggable", "enterkeyhint",
    "exportparts", "fetchpriority", "frameborder", "height", "hidden", "hspace", "id", "inert", "inputmode", "is", "itemid", "itemprop",
    "itemref", "itemscope", "itemtype", "key", "lang", "loading", "longdesc", "marginheight", "marginwidth", "mozallowfullscreen", "name",
    "nonce", "part", "popover", "prefix", "property", "ref", "referrerpolicy", "rel", "resource", "rev", "role", "sandbox", "scrolling",
    "slot", "spellcheck", "src", "srcdoc", "style", "tabindex", "title", "translate", "typeof", "virtualkeyboardpolicy", "vocab",
    "vspace", "webkitallowfullscreen", "width", "writingsuggestions", "xmlns",
  ]);

  // The address of this file: a classic script is told, of a module only its errors know it.
  const FILE = document.currentScript?.src || /\b(?:https?|file):\/\/[^\s()@]*?\/embed\.js/.exec(new Error().stack ?? "")?.[0];

  const warned = new Set();
  const warn = (what) => {
    if (!warned.has(what)) console.warn(`<gradient-garden>: ${what}`);
    warned.add(what);
  };

  /** The option that an attribute sets, if it sets one. */
  const option = (attribute) => {
    const stated = attribute.startsWith("option-");
    const name = stated ? attribute.slice("option-".length) : attribute;
    if (!stated && (OWN.has(name) || !/^[a-z][a-z0-9]*$/.test(name) || /^on/.test(name))) return null;
    if (OPTIONS.has(name)) return name;
    warn(`“${attribute}” is not an option; see docs/options.md`);
    return null;
  };

  /** A number of pixels or a CSS length, for CSS; nothing for what is neither. */
  const length = (element, name) => {
    const given = element.getAttribute(name)?.trim();
    if (!given) return null;
    const text = /^\d*\.?\d+$/.test(given) ? `${given}px` : given;
    if (CSS.supports(name, text)) return text;
    warn(`${name}="${given}" is not a length`);
    return null;
  };

  /** The element and what is around it, out of shadow trees, too. */
  const nearest = (element, attribute) => {
    for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) {
      const found = at.getAttribute(attribute);
      if (found) return found;
    }
    return null;
  };

  const sheet = (text) => {
    const made = new CSSStyleSheet();
    made.replaceSync(text);
    return made;
  };

  // Style sheets made by scripts are allowed by every policy of the page.
  const LOOK = sheet(`
    :host { display: flex; flex-direction: column; position: relative; width: 100%; overflow: hidden; }
    :host([hidden]), [hidden] { display: none !important; }
    iframe { display: block; flex: 1 1 auto; width: 100%; min-height: 0; max-height: 100%; border: 0; border-radius: inherit; }
    .after { position: absolute; inset: 0; border-radius: inherit; pointer-events: none; outline: none; }
    .after:focus-visible { box-shadow: inset 0 0 0 3px #7c3aed; }
    .problem { box-sizing: border-box; margin: auto; padding: 24px; max-width: 62ch; font: 15px/1.5 system-ui, sans-serif; text-align: start; overflow: auto; }
    .problem p { margin: 0 0 12px; }
  `);

  /** A reason that the playground itself gives: it is there, and answers. */
  class Refusal extends Error {}

  /** The playground in one frame, and what it was asked. */
  class Talk {
    #frame;
    #told;
    #origin = "*";
    #open = new Map();
    #last = 0;
    #here = {};
    #state = "awaited";
    #pinged = 0;
    #beat = 0;

    constructor(frame, told) {
      this.#frame = frame;
      this.#told = told;
      this.#expect();
    }

    #expect() {
      const promise = new Promise((resolve, reject) => (this.#here = { resolve, reject }));
      // Whoever calls is told. Where nobody does, it is no error that nobody listens.
      promise.catch(() => {});
      this.#here.promise = promise;
      this.#state = "awaited";
    }

    /** Kept when the playground is there. */
    get here() {
      return this.#here.promise;
    }

    /** Asks; after so many milliseconds without an answer, or without a sign of life, the promise is rejected. */
    ask(call, given, limit) {
      return new Promise((resolve, reject) => {
        const id = ++this.#last;
        const late = () => this.#settle(id, "reject", new Error(`there is no answer to ${call} after ${limit / 1000} s`));
        this.#open.set(id, { resolve, reject, timer: limit ? setTimeout(late, limit) : 0 });
        try {
          this.#send({ id, call, arguments: given });
        } catch (why) {
          // What cannot be copied, such as a function.
          this.#settle(id, "reject", new Error(`what ${call} was given cannot be handed to another page: ${why.message}`));
        }
        this.#beat ||= setInterval(() => this.#ping(), PING);
      });
    }

    /** Says what the page around is like. */
    introduce(host) {
      this.#send({ host });
    }

    hear({ origin, data }) {
      this.#pinged = 0;
      if (data.tells === "here") {
        this.#origin = origin === "null" ? "*" : origin;
        if (this.#state === "failed") this.#expect();
        if (this.#state === "here") this.fail(new Error("the playground was loaded anew"));
        this.#state = "here";
        this.#here.resolve();
      }
      if (data.tells) this.#told(data);
      else if ("error" in data) this.#settle(data.id, "reject", new Refusal(String(data.error)));
      else this.#settle(data.id, "resolve", data.value);
    }

    /** Rejects what is open, and what waits for the playground. */
    fail(why) {
      if (this.#state === "awaited") this.#state = "failed";
      this.#here.reject(why);
      for (const id of [...this.#open.keys()]) this.#settle(id, "reject", why);
    }

    #send(message) {
      this.#frame.contentWindow?.postMessage({ gradientGarden: 1, ...message }, this.#origin);
    }

    #settle(id, how, value) {
      const question = this.#open.get(id);
      if (!question) return;
      this.#open.delete(id);
      clearTimeout(question.timer);
      question[how](value);
      if (this.#open.size) return;
      clearInterval(this.#beat);
      this.#beat = this.#pinged = 0;
    }

    // Counted from a question that is not answered: the clocks of a page in the background stand still for minutes.
    #ping() {
      const now = performance.now();
      if (this.#pinged && now - this.#pinged >= ALIVE - PING) {
        this.#pinged = 0;
        this.fail(new Error(`the playground gives no sign of life for ${ALIVE / 1000} s`));
      } else {
        this.#pinged ||= now;
        this.#send({ id: "alive", call: "here" });
      }
    }
  }

  class GradientGarden extends HTMLElement {
    #size = new CSSStyleSheet();
    #frame = null;
    #talk = null;
    #loaded = "";
    #isHere = false;
    #height = 760;
    #fits = false;
    #late = 0;
    #failed = null;
    #after = Object.assign(document.createElement("div"), { className: "after", tabIndex: -1 });
    #problem = Object.assign(document.createElement("div"), { className: "problem", hidden: true });
    #near = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && this.#load(), { rootMargin: "50%" });
    #resized = new ResizeObserver(() => this.#introduce());
    #own = new MutationObserver((changes) => this.#changed(new Set(changes.map((change) => change.attributeName))));
    #around = new MutationObserver(() => this.#introduce());
    #listen = (event) => {
      if (event.source && event.source === this.#frame?.contentWindow && event.data?.gradientGarden === 1) this.#talk.hear(event);
    };
    #refused = ({ effectiveDirective, blockedURI }) => {
      const ours = this.#frame && blockedURI && this.#loaded.startsWith(blockedURI);
      if (ours && !this.#isHere && /^(frame|child)-src/.test(effectiveDirective)) {
        this.#fail(`the Content-Security-Policy of this page does not allow its frame: frame-src needs ${new URL(this.#loaded).origin}`);
      }
    };

    connectedCallback() {
      const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      shadow.adoptedStyleSheets = [LOOK, this.#size];
      shadow.replaceChildren(this.#problem, this.#after);
      this.#after.setAttribute("role", "note");
      this.#after.setAttribute("aria-label", "Behind the playground");
      addEventListener("message", this.#listen);
      document.addEventListener("securitypolicyviolation", this.#refused);
      this.#own.observe(this, { attributes: true });
      this.#around.observe(document.documentElement, { attributes: true, attributeFilter: ["dir", "lang"], subtree: true });
      this.#near.observe(this);
      this.#applySize();
      // Told to the author even where nobody scrolls that far.
      this.#address();
      if (this.getAttribute("loading") === "eager") this.#load();
    }

    disconnectedCallback() {
      removeEventListener("message", this.#listen);
      document.removeEventListener("securitypolicyviolation", this.#refused);
      for (const observer of [this.#own, this.#around, this.#near, this.#resized]) observer.disconnect();
      this.#drop("the element was removed, or moved, which loads the playground anew");
    }

    // Moved by moveBefore(): the frame stays loaded.
    connectedMoveCallback() {
      this.#introduce();
    }

    /** Kept when the first trainer is there and has built the run; rejected where that failed at first. */
    get ready() {
      return this.#ask("ready", [], READY);
    }

    #address() {
      const page = FILE || this.getAttribute("src");
      if (!page) return null;
      const options = new Map([["v", "1"]]);
      // The longer spelling is the surer one.
      const attributes = [...this.attributes].sort((a, b) => a.name.startsWith("option-") - b.name.startsWith("option-"));
      for (const { name, value } of attributes) {
        const known = option(name);
        if (known) options.set(known, value);
      }
      try {
        const address = new URL(this.getAttribute("src") ?? new URL("./", FILE), document.baseURI);
        const fragment = [...options].map((pair) => pair.map(encodeURIComponent).join("=")).join("&");
        address.hash = fragment.replaceAll("%2C", ",");
        return address.href;
      } catch {
        return null;
      }
    }

    // Again after it failed: whoever calls may have mended what was wrong.
    #load() {
      if (this.#frame && !this.#failed) return;
      this.#drop(this.#failed);
      this.#failed = null;
      this.#near.disconnect();
      const address = this.#address();
      this.#frame = document.createElement("iframe");
      this.#talk = new Talk(this.#frame, (told) => this.#heard(told));
      if (!address) return this.#fail(FILE ? "src is not an address" : "embed.js does not know where the playground is: the element needs its address as src");
      this.#loaded = address;
      this.#frame.title = this.title || "Gradient Garden";
      this.#frame.allow = "clipboard-write; fullscreen";
      // Where the page may only show frames that say so (COEP), one without credentials needs not.
      if (globalThis.crossOriginIsolated && CREDENTIALLESS) this.#frame.credentialless = true;
      const frame = this.#frame;
      frame.addEventListener("load", () => setTimeout(() => this.#suspect(frame, true), LOADED));
      // Firefox does not tell of a frame that is blocked.
      setTimeout(() => this.#suspect(frame, false), SLOW);
      this.#frame.src = address;
      this.#problem.hidden = true;
      this.#after.before(this.#frame);
      this.#resized.observe(this.#frame);
      this.#late = setTimeout(() => this.#fail(`the playground is not there after ${HERE / 1000} s: nothing answers at the address in its src, or a policy of this page blocks its frame`), HERE);
    }

    /** Ends what is there and what it was asked. */
    #drop(why) {
      clearTimeout(this.#late);
      this.#talk?.fail(new Error(why));
      this.#resized.disconnect();
      this.#frame?.remove();
      this.#frame = this.#talk = null;
      this.#isHere = this.#fits = false;
    }

    // The frame goes on loading out of sight: a slow connection may bring it yet.
    #fail(why) {
      clearTimeout(this.#late);
      this.#failed = why;
      this.#frame.hidden = true;
      this.#talk.fail(new Error(why));
      const line = (...parts) => {
        const made = document.createElement("p");
        made.append(...parts);
        return made;
      };
      const link = Object.assign(document.createElement("a"), { href: this.#loaded, target: "_blank", rel: "noopener", textContent: "Open the playground in a tab of its own" });
      const lines = [line(`The playground cannot be shown here: ${why}.`)];
      if (this.#loaded) lines.push(line(link));
      this.#problem.replaceChildren(...lines, document.createElement("slot"));
      this.#problem.setAttribute("role", "alert");
      this.#problem.hidden = false;
      this.#applySize();
    }

    // A frame that does not speak may be blocked by this page's own COEP, which only its headers tell. Some browsers have frames that
    // need no permission.
    async #suspect(frame, isLoaded) {
      const isOver = () => frame !== this.#frame || this.#isHere || this.#failed;
      if (isOver()) return;
      const headers = await fetch(location.href, { method: "HEAD" }).then((answer) => answer.headers, () => null);
      const policy = headers?.get("cross-origin-embedder-policy") ?? "";
      if (isOver() || !/require-corp|credentialless/.test(policy)) return;
      if (!frame.credentialless && CREDENTIALLESS) {
        frame.remove();
        frame.credentialless = true;
        this.#after.before(frame);
      } else if (isLoaded || !frame.credentialless) {
        this.#fail("the Cross-Origin-Embedder-Policy of this page does not allow its frame, and its server does not send that header");
      }
    }

    #heard(told) {
      const focused = this.shadowRoot.activeElement === this.#frame;
      if (told.tells === "here") {
        clearTimeout(this.#late);
        this.#isHere = true;
        this.#fits = this.#frame.hidden = false;
        this.#failed = null;
        this.#problem.hidden = true;
        this.#introduce(true);
        this.#go();
      } else if (told.tells === "sandboxed") {
        this.#fail("this page is in a sandbox without allow-same-origin (of the frame around it, or of a Content-Security-Policy), so that the playground may not start its own programs");
      } else if (told.tells === "height" && told.height > 0) {
        this.#height = told.height;
        this.#applySize();
        this.#introduce();
      } else if (told.tells === "leave" && focused) {
        // A stop of the tab key only while it has the focus: else the next one would be the frame again.
        this.#after.tabIndex = 0;
        this.#after.focus({ preventScroll: true });
        this.#after.addEventListener("blur", () => (this.#after.tabIndex = -1), { once: true });
      } else if (told.tells === "key" && focused) {
        this.dispatchEvent(new KeyboardEvent("keydown", { ...told, which: told.keyCode, bubbles: true, cancelable: true, composed: true }));
      }
    }

    #applySize() {
      const [width, height] = ["width", "height"].map((name) => length(this, name));
      const own = [width && `width: ${width}`, height && `height: ${height}`].filter(Boolean).join("; ");
      this.#size.replaceSync(`:host { ${own} } iframe { height: ${this.#height}px }`);
    }

    #introduced = "";
    #introduce(anew = false) {
      if (!this.#isHere) return;
      // Of an element that is not displayed nothing is known.
      if (this.#frame.clientHeight) this.#fits = !length(this, "height") && this.#frame.clientHeight >= this.#height - 1;
      const lang = this.hasAttribute("option-lang") ? null : nearest(this, "lang");
      const host = { dir: getComputedStyle(this).direction, lang, fits: this.#fits };
      const now = JSON.stringify(host);
      if (anew || now !== this.#introduced) this.#talk.introduce(host);
      this.#introduced = now;
    }

    #changed(names) {
      if (names.has("width") || names.has("height")) this.#applySize();
      if (names.has("title") && this.#frame) this.#frame.title = this.title || "Gradient Garden";
      this.#introduce();
      if (names.has("src") && this.#talk) {
        this.#drop("the element's src was changed");
        this.#failed = null;
        this.#load();
      } else if ([...names].some(option)) {
        this.#go();
      }
    }

    // Another fragment only: the playground takes it over without being loaded again. Until it is there, the change waits. The history
    // of the page around it stays as it is.
    #go() {
      const address = this.#address();
      if (!this.#isHere || !address || address === this.#loaded) return;
      this.#loaded = address;
      this.#frame.contentWindow.location.replace(address);
    }

    // So that no call is lost before there is a run. Where none comes, the playground's answer to the call says why, or that there is one
    // by now.
    async #settled() {
      await this.ready.catch((why) => {
        if (!(why instanceof Refusal)) throw why;
      });
    }

    async #ask(call, given, limit) {
      if (!this.isConnected) throw new Error("the element is not in a document");
      this.#load();
      const talk = this.#talk;
      await talk.here;
      return talk.ask(call, given, limit);
    }

    static {
      for (const call of CALLS) {
        Object.defineProperty(this.prototype, call, {
          value: async function (...given) {
            await this.#settled();
            return this.#ask(call, given);
          },
        });
      }
    }
  }

  if (!customElements.get("gradient-garden")) customElements.define("gradient-garden", GradientGarden);
})();
