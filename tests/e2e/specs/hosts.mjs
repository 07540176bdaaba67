// Pages of other origins that embed the playground: served from a port of their own, so that nothing is shared with it.
import { createServer } from "node:http";
import { baseURL } from "../browser.mjs";

/** Where embed.js is. */
export const SCRIPT = new URL("embed.js", baseURL).href;

/** The plain way to load it. */
export const LOAD = `<script src="${SCRIPT}" defer></script>`;

/**
 * Serves one page under every path, and files by their names, with these headers, and gives its address and a function that ends it. `localhost` is not the
 * origin of a site at 127.0.0.1, nor is another port.
 */
export function serve(body, { headers = {}, attributes = 'lang="en"', head = LOAD, files = {} } = {}) {
  const html = `<!doctype html><html ${attributes}><head><meta charset="utf-8"><title>Host</title>${head}</head><body>${body}</body></html>`;
  const server = createServer((request, response) => {
    // Nobody ever answers there.
    if (request.url.startsWith("/silence")) return;
    const file = request.url === "/favicon.ico" ? "" : files[request.url.slice(1)];
    response.writeHead(200, { "content-type": file === undefined ? "text/html" : "text/javascript", ...headers });
    response.end(file ?? html);
  });
  return new Promise((ready) => {
    server.listen(0, "127.0.0.1", () => {
      const close = () => (server.closeAllConnections(), new Promise((closed) => server.close(closed)));
      ready({ url: `http://localhost:${server.address().port}/`, close });
    });
  });
}

/** Calls a function of the element, and gives what became of the promise, and after how many seconds. */
export const call = (page, name, given = [], selector = "gradient-garden") =>
  page.evaluate(
    async ({ name, given, selector }) => {
      const element = document.querySelector(selector);
      const begun = performance.now();
      const promise = name === "ready" ? element.ready : element[name](...given);
      const [value, error] = await promise.then((value) => [value], (why) => [undefined, why.message]);
      return { value, error, seconds: (performance.now() - begun) / 1000 };
    },
    { name, given, selector },
  );

/** The playground inside the element. */
export const inside = (page, selector = "gradient-garden") => page.frameLocator(`${selector} >> iframe`);
