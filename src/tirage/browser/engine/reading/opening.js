/** A dossier from what a browser was given, a folder or a ZIP archive: a Map from path to bytes, or to what is `Stored`. */

import { asNamed, isLitter } from "./litter.js";
import { Stored } from "./stored.js";
import { Unsafe } from "./unsafe.js";
import { compareText, sorted } from "../words.js";
import { entriesOf } from "./zip.js";

const FOLDERS = ["journal", "public", "guarantors"];
/** The next assembly of a dossier, a dossier of its own. */
const NEXT = "next";
const MIB = 2 ** 20;
const LIMITS = { ".json": 64 * MIB, ".csv": 1024 * MIB };
/** What a pack has beside its folders. */
const BESIDE = { "pack.json": 4 * MIB, "README.md": MIB, "datapackage.json": 4 * MIB };
/** In a folder: more acts, or parts of a frame, than any assembly has; a dossier without end is not read. */
const MOST_FILES = 100000;
const TOTAL = 64 * 1024 * MIB;
/** Of all files that are held, which are all but the people of a frame: these grow with a country. */
const HELD = 2048 * MIB;
const isOfFrame = (name) => /^guarantors\/frame(?:-[1-9][0-9]*)?\.csv$/.test(name);

/** What an act that was stopped half-way leaves: entries of the journal on their way into a dossier. */
const STAGED = /(?:^|\/)\.tirage-commit\/journal\/[^/]/;

/** Not all files of an act are in their place yet. */
export class Halfway extends Error {}

/** There is no journal to read. */
export class NotADossier extends Error {}

/** The files of a folder, given as `{ path, file }`, as those of an archive are: read when they are asked for. */
export const filesOf = (given) =>
  given.map(({ path, file }) => ({ path, size: file.size, link: false, content: async () => file }));

/** The files of an archive, each unpacked when it is asked for; NotADossier for what is no archive. */
export async function filesOfArchive(archive) {
  const entries = await entriesOf(archive);
  if (!entries) throw new NotADossier();
  refuseArchive(entries, archive.size);
  return entries;
}

/** Unsafe for paths that lead out or come twice, and for more than an archive of its size can hold. */
function refuseArchive(entries, whole) {
  const names = new Set();
  let [packed, total] = [0, 0];
  for (const { path, size, packedSize } of entries) {
    packed += packedSize;
    total += size;
    if (/^\/|[\\\0:]|(?:^|\/)\.\.(?:\/|$)/.test(path)) throw new Unsafe(path, "unsafe-path");
    if (names.has(path)) throw new Unsafe(path, "repeated");
    // Files that share their bytes would unpack to more than any archive of this size can hold.
    if (total > TOTAL || packed > whole) throw new Unsafe(path, "too-large");
    names.add(path);
  }
}

/**
 * The published files among those of a folder or an archive.
 *
 * `found` has for each its `path`, its `size`, whether it is a `link`, and `content()`, a promise of a Blob of
 * it, which is as long as that. Only `journal/`, `public/` and `guarantors/` are read, never
 * `private/`. Throws Halfway, NotADossier and Unsafe.
 */
export async function readDossier(found) {
  if (found.some(({ path }) => STAGED.test(path))) throw new Halfway();
  const root = rootOf(found);
  const inside = found
    .filter(({ path }) => path.startsWith(root))
    .map((each) => ({ ...each, name: each.path.slice(root.length) }));
  const byName = sorted(inside, (a, b) => compareText(a.name, b.name));
  const files = new Map();
  const left = { people: TOTAL, held: HELD };
  for (const folder of FOLDERS) {
    const listed = byName.filter(({ name }) => name.startsWith(`${folder}/`));
    if (listed.length > MOST_FILES) throw new Unsafe(folder, "too-many");
    listed.filter(({ name }) => !isLitter(name)).forEach(refuseUnsafe);
    for (const { name, size, content } of listed) {
      if (isLitter(name)) {
        files.set(asNamed(name), new Uint8Array());
        continue;
      }
      const limit = folder === "journal" ? MIB : LIMITS[suffixOf(name)];
      if (files.has(name)) throw new Unsafe(name, "repeated");
      const kind = isOfFrame(name) ? "people" : "held";
      const data = await opened(name, size, Math.min(limit, left[kind]), content);
      // What came out counts, not what was said of it.
      left[kind] -= data.length;
      files.set(name, data);
    }
  }
  // A dossier may have anything beside its folders, which is not read; a pack may not.
  if (byName.some(({ name }) => name === "pack.json")) await addBeside(byName, files);
  return files;
}

/** Whether there is a next assembly among what was given: a dossier of its own, which is not read with this one. */
export function hasNext(found) {
  const root = rootOf(found);
  return found.some(({ path }) => path.startsWith(`${root}${NEXT}/journal/`));
}

async function addBeside(byName, files) {
  for (const { name, size, link, content } of byName) {
    const [own, ...more] = name.split("/");
    if ([...FOLDERS, NEXT].includes(own) && more.length) continue;
    if (isLitter(name)) {
      files.set(asNamed(name), new Uint8Array());
      continue;
    }
    if (link) throw new Unsafe(own, "link");
    if (!Object.hasOwn(BESIDE, own)) throw new Unsafe(own, "unknown-file");
    if (more.length) throw new Unsafe(own, "not-a-file");
    if (files.has(own)) throw new Unsafe(own, "repeated");
    files.set(own, await opened(own, size, BESIDE[own], content));
  }
}

/** A file that is not too large and can be read: its bytes; of the frame, whoever has them. */
async function opened(name, size, limit, content) {
  try {
    // The size first: an archive of a few bytes may say that it holds terabytes, and hold them.
    if (size > limit) throw new Unsafe(name, "too-large");
    const blob = await content();
    return isOfFrame(name) ? new Stored(name, blob) : new Uint8Array(await blob.arrayBuffer());
  } catch (fault) {
    throw fault instanceof Unsafe ? fault : new Unsafe(name, "not-a-file");
  }
}

const ENTRY = /^(|.*?\/)journal\/[0-9]{4,15}-[a-z]+\.json$/s;
const ANY = /^(|.*?\/)(?:journal|public)\//s;

/** What stands before `journal/0001-open.json` in the paths, or else before `journal/` or `public/`. */
function rootOf(found) {
  const before = (pattern) => found.flatMap(({ path }) => pattern.exec(path)?.[1] ?? []);
  const roots = [...new Set(before(ENTRY).length ? before(ENTRY) : before(ANY))];
  const depth = (root) => root.split("/").length;
  const least = roots.map(depth).reduce((a, b) => Math.min(a, b), Infinity);
  const [root, ...more] = roots.filter((each) => depth(each) === least);
  // Of two dossiers side by side none is the one that is meant.
  if (root === undefined || more.length) throw new NotADossier();
  return root;
}

function refuseUnsafe({ name, link }) {
  const [folder, file, ...more] = name.split("/");
  if (link) throw new Unsafe(name, "link");
  if (more.length) throw new Unsafe(`${folder}/${file}`, "not-a-file");
  if (!Object.hasOwn(LIMITS, suffixOf(name))) throw new Unsafe(name, "unknown-file");
}

const suffixOf = (name) => /[^/.](\.[^/.]+)$/.exec(name)?.[1] ?? "";

