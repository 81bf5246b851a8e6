/**
 * ZIP archives (APPNOTE 6.3.10), stored or deflated: the list at their end, and each file when it is asked for.
 *
 * Archives of more than 4 GiB or 65,534 files, encrypted ones, other ways of packing and what has anything before or after the
 * archive are not read. The list at the end alone says what is inside, and of what size: two readers cannot see two things.
 */

const END = 0x06054b50;
const LISTED = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
const [STORED, DEFLATED] = [0, 8];
const [FILE_KIND, LINK] = [0xf000, 0xa000];

/** What is in an archive, each with `path`, `size`, `link` and `content()`; null for what is no archive. */
export async function entriesOf(archive) {
  const from = Math.max(0, archive.size - END_SIZE - LONGEST_COMMENT);
  const end = endOf(await viewOf(archive, from, archive.size));
  if (!end || end.count === 0xffff || end.start + end.size !== from + end.at) return null;
  const list = await viewOf(archive, end.start, end.start + end.size);
  const entries = [];
  let at = 0;
  for (let n = 0; n < end.count; n++) {
    if (at + 46 > list.byteLength || list.getUint32(at, true) !== LISTED) return null;
    const entry = entryAt(archive, list, at, end.start);
    if (!entry || entry.next > list.byteLength) return null;
    at = entry.next;
    // A folder is no file, and has none of its own.
    if (!entry.path.endsWith("/")) entries.push(entry);
  }
  return at === list.byteLength ? entries : null;
}

async function viewOf(archive, start, end) {
  return new DataView(await archive.slice(start, end).arrayBuffer());
}

/** Where the list is and how much it holds, from the last record of the archive. */
function endOf(view) {
  for (let at = view.byteLength - END_SIZE; at >= 0; at--) {
    if (view.getUint32(at, true) !== END || at + END_SIZE + view.getUint16(at + 20, true) !== view.byteLength) continue;
    const [size, start] = [view.getUint32(at + 12, true), view.getUint32(at + 16, true)];
    return { count: view.getUint16(at + 10, true), size, start, at };
  }
  return null;
}

/** An entry of the list; `room`: where what is packed ends at the latest. Null for one that cannot be read. */
function entryAt(archive, list, at, room) {
  const [flags, method] = [list.getUint16(at + 8, true), list.getUint16(at + 10, true)];
  const [sum, packed, size] = [16, 20, 24].map((place) => list.getUint32(at + place, true));
  const [nameSize, extra, comment] = [28, 30, 32].map((place) => list.getUint16(at + place, true));
  const [mode, start] = [list.getUint32(at + 38, true) >>> 16, list.getUint32(at + 42, true)];
  const next = at + 46 + nameSize + extra + comment;
  if (next > list.byteLength) return null;
  const name = new Uint8Array(list.buffer, list.byteOffset + at + 46, nameSize);
  const known = method === STORED || method === DEFLATED;
  if (flags & 1 || !known || Math.max(packed, size, start) === 0xffffffff) return null;
  return {
    path: new TextDecoder("utf-8", { ignoreBOM: true }).decode(name),
    size,
    packedSize: packed,
    link: (mode & FILE_KIND) === LINK,
    content: () => contentOf(archive.slice(0, room), start, packed, method, { size, sum }),
    next,
  };
}

/** What a byte makes of a checksum (CRC-32, the polynomial of APPNOTE 4.4.7, bits reversed). */
const REMAINDERS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/**
 * A file of the archive, a Blob of what was unpacked: the browser puts a large one where there is room for it.
 *
 * Rejected where it is not as long as the list says, or has another sum.
 */
async function contentOf(archive, start, packed, method, said) {
  const head = await viewOf(archive, start, start + 30);
  if (head.byteLength < 30 || head.getUint32(0, true) !== LOCAL) throw new RangeError("local");
  const from = start + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  if (from + packed > archive.size) throw new RangeError("packed");
  const content = archive.slice(from, from + packed);
  const unpacked = method === STORED ? content.stream() : inflated(content);
  const blob = await new Response(unpacked.pipeThrough(new TransformStream(new Watch(said)))).blob();
  // Where bytes after the end are passed over, a stream that is whole without its last byte has some.
  if (method === DEFLATED && (await forgives()) && (await isWhole(content.slice(0, -1)))) throw new RangeError("after");
  return blob;
}

const inflated = (packed) => packed.stream().pipeThrough(new DecompressionStream("deflate-raw"));

async function isWhole(packed) {
  const reader = inflated(packed).getReader();
  try {
    while (!(await reader.read()).done);
    return true;
  } catch {
    return false;
  }
}

let forgiving;
/** Whether bytes after the end of what is packed are passed over here, against the standard (Compression, §6). */
const forgives = () => (forgiving ??= isWhole(new Blob([Uint8Array.of(3, 0, 0)])));

/** What goes by on its way out of an archive: an error where it is not what the list says. */
class Watch {
  #said;
  #size = 0;
  #rest = 0xffffffff;

  constructor(said) {
    this.#said = said;
  }

  transform(piece, controller) {
    this.#size += piece.length;
    if (this.#size > this.#said.size) throw new RangeError("size");
    let rest = this.#rest;
    for (let i = 0; i < piece.length; i++) rest = (rest >>> 8) ^ REMAINDERS[(rest ^ piece[i]) & 0xff];
    this.#rest = rest;
    controller.enqueue(piece);
  }

  flush() {
    if (this.#size !== this.#said.size || ~this.#rest >>> 0 !== this.#said.sum) throw new RangeError("sum");
  }
}
