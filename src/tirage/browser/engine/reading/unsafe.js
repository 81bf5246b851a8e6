/** A file that must not be opened: `path` inside the dossier, `word` of the texts. */
export class Unsafe extends Error {
  constructor(path, word) {
    super(path);
    this.path = path;
    this.word = word;
  }
}
