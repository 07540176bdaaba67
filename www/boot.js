// What has to be there before the page's own program: its theme, and the words for what goes wrong on the way.
(() => {
  /** Milliseconds until what has not come is said. boot.css says the same without any script. */
  const PATIENCE = 10_000;

  // The theme before the first paint, or a dark page would flash white. The page takes over from here.
  const asked = new URLSearchParams(location.hash.slice(1)).get("theme");
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.theme = asked === "light" || asked === "dark" ? asked : system;

  /**
   * Why the page counts as another site than its own files, so that its program does not come and no worker starts: it was opened as
   * a file, or it is in a sandbox without allow-same-origin.
   */
  const apart = self.origin !== "null" ? null : location.protocol === "file:" ? "opened-as-file" : "sandbox";

  const whenParsed = (act) => {
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", act, { once: true });
    else act();
  };

  /** Says what went wrong: the sentence of this cause, with the file and what is known of it. The first one stays. */
  const tell = (cause, file = "", what = "") =>
    whenParsed(() => {
      const find = (name) => document.querySelector(`.boot-failed [data-cause="${name}"]`);
      const sentence = find(cause) ?? find("start");
      const note = sentence?.closest(".boot-failed");
      if (!note?.hidden) return;
      for (const slot of sentence.querySelectorAll("[data-file]")) slot.textContent = file;
      for (const slot of sentence.querySelectorAll("[data-what]")) slot.textContent = what;
      for (const link of sentence.querySelectorAll("[data-address]")) Object.assign(link, { href: location.href, textContent: location.href });
      sentence.hidden = false;
      note.hidden = false;
      document.getElementById("boot-loading")?.remove();
      // What stands behind a dialog cannot be reached, and the program that would close it may be what is broken.
      for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
      if (cause === "unreachable" || cause === "silent") addEventListener("online", () => location.reload(), { once: true });
    });
  // Whatever else goes wrong then follows from it.
  const say = apart ? () => {} : tell;
  globalThis.gardenBoot = say;
  if (apart) {
    tell(apart);
    whenParsed(() => document.querySelector(".boot")?.remove());
    // For embed.js, which would wait, and then suppose that nothing answers. A page of a file has no such host.
    if (apart === "sandbox" && parent !== self) parent.postMessage({ gradientGarden: 1, tells: "sandboxed" }, "*");
  }

  // A file that the document names: its first script, its style.
  const name = (address) => new URL(address, location.href).pathname.split("/").pop();
  const failed = ({ target }) => {
    if (target instanceof HTMLScriptElement) say("unreachable", name(target.src));
    else if (target instanceof HTMLLinkElement && target.rel === "stylesheet") say("style", name(target.href));
    // A script that breaks off in the middle does not even begin.
    else if (!(target instanceof Element)) say("start");
  };
  addEventListener("error", failed, true);
  // This script may come late, after another one failed.
  whenParsed(() => {
    for (const { src } of document.querySelectorAll("script[src]")) {
      const status = performance.getEntriesByName(src)[0]?.responseStatus;
      if (status === 0 || status >= 400) say("unreachable", name(src));
    }
  });
  const blocked = ({ disposition, effectiveDirective }) => {
    if (disposition === "enforce" && /^(script|connect|default|worker|require)/.test(effectiveDirective)) say("policy", "", effectiveDirective);
  };
  addEventListener("securitypolicyviolation", blocked);
  addEventListener("TrunkApplicationStarted", () => {
    removeEventListener("error", failed, true);
    removeEventListener("securitypolicyviolation", blocked);
  });
  addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("[data-reload]")) location.reload();
  });

  // A style that does not come would keep everything from being shown, for ever: the page is better without it.
  setTimeout(() => {
    for (const link of document.querySelectorAll("link[rel=stylesheet]")) {
      if (link.sheet) continue;
      say("style", name(link.href));
      link.remove();
    }
  }, PATIENCE);
})();
