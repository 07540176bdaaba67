// The names of all lessons, as the gallery of the page has them.

/** Opens the gallery, reads the names off the pictures, and closes it again. */
export const lessonNames = (page) =>
  page.evaluate(async () => {
    document.querySelector("#lesson").click();
    const read = () => [...document.querySelectorAll("dialog.gallery[open] .to-lesson img")].map((picture) => /gallery\/(\w+?)-/.exec(picture.src)[1]);
    while (read().length === 0) await new Promise((turn) => setTimeout(turn, 20));
    const names = read();
    document.querySelector("dialog.gallery").close();
    while (document.querySelector("dialog.gallery[open], dialog.gallery .to-lesson")) await new Promise((turn) => setTimeout(turn, 20));
    return names;
  });
