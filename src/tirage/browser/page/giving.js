/** What a browser is given, by dropping or by choosing: the files of a folder with their paths, or an archive. */

const isArchive = (file) => /\.zip$/i.test(file.name);

/** From a field: files of a folder, or one archive. */
export function ofField(files) {
  const [only] = files;
  if (files.length === 1 && isArchive(only) && !only.webkitRelativePath) return { name: only.name, archive: only };
  const given = [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  return { name: given[0]?.path.split("/")[0] ?? "", given };
}

/**
 * From a drop: folders are walked through, one archive alone is an archive.
 *
 * Chromium lets a page opened from a disk into a dropped folder by its handles only, other browsers by its
 * entries only. Both must be asked for before this function waits for anything.
 */
export async function ofDrop({ items, files }) {
  const asked = [...items].map((item) => item.getAsFileSystemHandle?.() ?? item.webkitGetAsEntry?.());
  const field = ofField([...files]);
  const dropped = (await Promise.all(asked)).filter(Boolean);
  if (!dropped.some(isFolder)) return field;
  const given = [];
  for (const each of dropped) await walk(each, "", given);
  return { name: dropped[0].name, given };
}

const isFolder = (each) => each.kind === "directory" || each.isDirectory === true;

async function walk(each, above, given) {
  const path = above + each.name;
  if (!isFolder(each)) given.push({ path, file: await fileOf(each) });
  // Not even listed, but a pack may not have it.
  else if (each.name === "private") given.push({ path: `${path}/`, file: new Blob() });
  else for await (const inside of contentOf(each)) await walk(inside, `${path}/`, given);
}

const fileOf = (each) => (each.getFile ? each.getFile() : new Promise((resolve, reject) => each.file(resolve, reject)));

async function* contentOf(folder) {
  if (folder.values) {
    yield* folder.values();
    return;
  }
  const reader = folder.createReader();
  // Some at a time, and none once all were read.
  const some = () => new Promise((resolve, reject) => reader.readEntries(resolve, reject));
  for (let read = await some(); read.length; read = await some()) yield* read;
}
