/** That the dossier holds every file that its journal brings, and no other. Checks 1.1, 1.2, 1.14 and 1.15. */

import { announced, brought, step } from "../../reading/acts.js";
import { check, fact, noFault, part } from "../../kernel.js";
import { attempt, parseJson, told } from "../../reading/documents.js";
import { NAME } from "../../reading/entries.js";
import { DESCRIPTOR, lawful, misdescribed, PACK, readPack, README } from "../../reading/pack.js";
import { hashOf } from "../../primitives/lines.js";
import { sorted } from "../../words.js";

/** Whether the guarantors' part came with the public one. */
export const hasGuarantors = (files) => [...files.keys()].some((name) => name.startsWith("guarantors/"));

const PACKED = [
  fact("pack", ({ files }) => readPack(files)),
  check("pack.files", ({ pack, files, head }) => {
    const own = new Map([...files].filter(([name]) => name !== PACK).map(([name, data]) => [name, hashOf(data)]));
    const names = sorted(new Set([...own.keys(), ...pack.files.keys()]));
    const faults = names.filter((name) => own.get(name) !== pack.files.get(name));
    if (pack.head !== head) faults.unshift(`head ${pack.head} ≠ ${head}`);
    return noFault([...faults, ...misdescribed(files, pack.for)], { checked: own.size });
  }, { file: PACK }),
  check("pack.reader", ({ pack: { for: reader, left_out: missing }, brought, files }) => {
    const unlawful = [...brought].filter((name) => !lawful(reader, name).includes(missing.get(name) ?? ""));
    const needless = [...missing.keys()].filter((name) => !brought.has(name) || files.has(name));
    return noFault(sorted(new Set([...unlawful, ...needless])), { wanted: reader });
  }, { file: PACK }),
];

export const FILES = [
  fact("brought", ({ acts }) => new Set(broughtBy(acts))),
  fact("wanted", ({ brought, files }) => {
    const all = hasGuarantors(files);
    return new Set([...brought].filter((name) => all || !name.startsWith("guarantors/")));
  }),
  check("files.known", ({ files, wanted }) => {
    const beside = files.has(PACK) ? [PACK, README, DESCRIPTOR] : [];
    const known = (name) => wanted.has(name) || beside.includes(name) || NAME.test(name);
    return noFault(sorted([...files.keys()].filter((name) => !known(name))), { checked: files.size });
  }),
  check("files.present", ({ files, wanted, excused }) => {
    const missing = [...wanted].filter((name) => !files.has(name) && !excused.has(name));
    return noFault(sorted(missing), { checked: files.size });
  }),
  part(PACKED, function* ({ files }) {
    if (files.has(PACK)) yield {};
  }, { due: ({ files }) => files.has(PACK) }),
  check("documents.canonical", ({ files }) => {
    const names = sorted([...files.keys()].filter((name) => name.endsWith(".json")));
    const faultOf = (name) => attempt(() => void parseJson(files.get(name)), (fault) => `${name} (${fault})`);
    return noFault(names.map(faultOf).filter(Boolean), { checked: names.length });
  }),
];

/** Files that the entries of the journal bring, as far as these can be read. */
function* broughtBy(acts) {
  const bodies = acts.map(({ body }) => Object.fromEntries(body ?? []));
  const steps = announced(acts.map(({ type }, place) => step(type, told(bodies[place].act))));
  for (const [place, at] of steps.entries()) for (const [path] of brought(at, bodies[place])) yield path;
}
