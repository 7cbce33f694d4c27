/* Copies a text and says so. Where the clipboard is refused or absent, that is said, and the text stands there,
   selected, for the keyboard to copy. */

export default async function copy(text, said, words) {
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = words.copied;
  } catch {
    const shown = Object.assign(document.createElement("span"), { className: "cb-copy-text", textContent: text });
    said.replaceChildren(words.refused, " ", shown);
    getSelection().selectAllChildren(shown);
  }
}
