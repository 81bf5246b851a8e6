/** What a browser is given, by dropping or by choosing: the files of a folder with their paths, or an archive. */

const isArchive = (file) => /\.zip$/i.test(file.name);

/** From a field: files of a folder, or one archive. */
export function ofField(files) {
  const [only] = files;
  if (files.length === 1 && isArchive(only) && !only.webkitRelativePath) return { name: only.name, archive: only };
  const given = [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  return { name: given[0]?.path.split("/")[0] ?? "", given };
}

/** From a drop: folders are walked through, one archive alone is an archive. */
export async function ofDrop({ items, files }) {
  const dropped = [...items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!dropped.some((entry) => entry.isDirectory)) return ofField(files);
  const given = [];
  for (const entry of dropped) await walk(entry, "", given);
  return { name: dropped[0].name, given };
}

async function walk(entry, above, given) {
  const path = above + entry.name;
  if (entry.isFile) {
    given.push({ path, file: await new Promise((resolve, reject) => entry.file(resolve, reject)) });
    return;
  }
  if (entry.name === "private") {
    // Not even listed, but a pack may not have it.
    given.push({ path: `${path}/`, file: new Blob() });
    return;
  }
  const reader = entry.createReader();
  for (let some = await read(reader); some.length; some = await read(reader)) {
    for (const each of some) await walk(each, `${path}/`, given);
  }
}

/** Some entries of a folder, and none once all were read. */
const read = (reader) => new Promise((resolve, reject) => reader.readEntries(resolve, reject));
