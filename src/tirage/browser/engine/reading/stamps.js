/**
 * The reply of a time-stamping authority (RFC 3161): what it stamps, when, and whether it is signed.
 *
 * It is a signed-data of CMS (RFC 5652) with the certificates that it brings, in any order. What is checked is that
 * the key of one of them signed it. Whose certificate that is, and whether an authority vouches for it, no file can
 * tell: `openssl ts -verify` does, with the authority's own certificate.
 */

import { hashNamed, isSigned } from "../primitives/certificates.js";
import { inside, integerOf, must, NAME, OCTETS, SEQUENCE, SET, TIME, valueOf } from "../primitives/der.js";
import { Malformed } from "./documents.js";
import { hex, sha256 } from "../primitives/sha256.js";
import { asText, joined } from "../primitives/bytes.js";
import { LATEST, utc } from "../primitives/times.js";

const SIGNED_DATA = "2a864886f70d010702";
const STAMP = "2a864886f70d0109100104";
const [CONTENT_TYPE, DIGEST] = ["2a864886f70d010903", "2a864886f70d010904"];
/** Certificates. */
const MOST = 10;
const WHEN = /^([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})(?:\.[0-9]+)?Z$/;

/**
 * What a reply says: the `imprint`, SHA-256 of what was stamped, in hexadecimal digits; the `time`, seconds since
 * 1970; whether it is `signed`, null where no key in it can be checked here; the `key`, SHA-256 of its certificate.
 */
export function readStamp(reply) {
  try {
    return read(reply);
  } catch (fault) {
    if (fault instanceof RangeError) throw new Malformed("wrong-value", "RFC 3161");
    throw fault;
  }
}

/** The values in another one, as many as they must be. */
function exactly(count, outer, tag) {
  const found = inside(outer, tag);
  must(found.length === count);
  return found;
}

function read(reply) {
  const [status, token] = exactly(2, valueOf(reply));
  must(integerOf(inside(status)[0]) <= 1n);
  const [kind, wrapped] = exactly(2, token);
  const data = inside(inside(wrapped, 0xa0)[0]);
  const content = inside(data[2]);
  must(kind.tag === NAME && hex(kind.content) === SIGNED_DATA);
  must(content.length > 1 && hex(content[0].content) === STAMP);
  const [info] = exactly(1, content[1], 0xa0);
  must(info.tag === OCTETS);
  const said = readInfo(info.content);
  const parts = data.slice(3).filter(({ tag }) => tag === 0xa0).flatMap((each) => inside(each, 0xa0));
  // Others than those of X.509 have tags of their own.
  const certificates = parts.filter(({ tag }) => tag === SEQUENCE);
  const [signer] = exactly(1, data.at(-1), SET);
  return { ...said, ...signedBy(signer, info.content, certificates.slice(0, MOST)) };
}

/** What was stamped, and when. */
function readInfo(data) {
  const fields = inside(valueOf(data));
  const [algorithm, imprint] = exactly(2, fields[2]);
  must(hashNamed(algorithm) === sha256 && imprint.tag === OCTETS && fields[4]?.tag === TIME);
  const match = WHEN.exec(asText(fields[4].content));
  must(match);
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number);
  const time = Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
  must(time >= 0 && time <= LATEST && utc(time).replace(/[^0-9]/g, "") === match.slice(1).join(""));
  return { imprint: hex(imprint.content), time };
}

/** Whether a SignerInfo is of the content under one of the certificates, and the SHA-256 of that one. */
function signedBy(signer, content, certificates) {
  const fields = inside(signer);
  must(fields.length >= 6);
  const [, , digestBy, attributes, algorithm, signature] = fields;
  must(attributes.tag === 0xa0 && signature.tag === OCTETS);
  const hash = hashNamed(digestBy);
  if (!hash) return { signed: null, key: "" };
  const said = new Map();
  for (const each of inside(attributes, 0xa0)) {
    const [name, found] = inside(each);
    must(found);
    said.set(hex(name.content), inside(found, SET));
  }
  const [kind, digest] = [CONTENT_TYPE, DIGEST].map((name) => said.get(name) ?? []);
  must(kind.length === 1 && digest.length === 1);
  if (hex(kind[0].content) !== STAMP || hex(digest[0].content) !== hex(hash(content))) return { signed: false, key: "" };
  // What is signed are the attributes as the set that they are (RFC 5652 §5.4).
  const message = joined([SET], attributes.whole.subarray(1));
  let unknown = !certificates.length;
  for (const certificate of certificates) {
    const found = isSigned(certificate, algorithm, hash, message, signature.content);
    if (found) return { signed: true, key: hex(sha256(certificate.whole)) };
    unknown ||= found === null;
  }
  return { signed: unknown ? null : false, key: "" };
}
