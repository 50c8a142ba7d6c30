// COSE_Sign1 (RFC 9052, section 4.2) with EdDSA, as docs/credential.md writes it: tagged, the algorithm and a key's name of
// two bytes in the protected header, nothing in the other. Opened here; verified with a key somebody else chooses.

import { toHex } from "./base45.js";
import { Tagged, decode, encode } from "./cbor.js";

const TAG_SIGN1 = 18;
const ALG = 1;
const CRIT = 2;
const KID = 4;
const EDDSA = -8;

/** What bytes that are no such envelope are refused with: `malformed`, or `wrong_algorithm`. */
export class BadForm extends Error {}

const blob = (part) => part instanceof Uint8Array;

/** An envelope as received; `kid` is the name of its key, in hexadecimal. Throws a `BadForm`. */
export function open(bytes) {
  let envelope, header;
  try {
    envelope = decode(bytes);
    const parts = envelope.value;
    if (!(envelope instanceof Tagged) || envelope.tag !== TAG_SIGN1 || !Array.isArray(parts) || parts.length !== 4) throw new RangeError();
    const [sealed, loose, payload, signature] = parts;
    // What is beside the signature could be anybody's.
    if (!blob(sealed) || !(loose instanceof Map) || loose.size || !blob(payload) || !blob(signature)) throw new RangeError();
    header = sealed.length ? decode(sealed) : new Map();
    if (!(header instanceof Map)) throw new RangeError();
    envelope = { sealed, header, payload, signature };
  } catch {
    throw new BadForm("malformed");
  }
  if (header.get(ALG) !== EDDSA) throw new BadForm("wrong_algorithm");
  const kid = header.get(KID);
  if (header.has(CRIT) || !blob(kid) || kid.length !== 2 || envelope.signature.length !== 64) throw new BadForm("malformed");
  return { ...envelope, kid: toHex(kid) };
}

/** The bytes an envelope's signature is over. */
export function signed({ sealed, payload }) {
  return encode(["Signature1", sealed, new Uint8Array(), payload]);
}

/** Whether the header says nothing but algorithm and key. */
export const isPlain = ({ header }) => header.size === 2;
