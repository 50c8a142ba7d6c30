// The bundle: what a door was told, signed and dated. A device believes it when a key it already trusts signs it.

import { fromBase64 } from "./base45.js";
import { open, signed } from "./cose.js";
import { keyRing } from "./credential.js";
import { inflate } from "./status_list.js";

const TYP = 16;
const KIND = "beffroi-gate";
const TYPE = "beffroi-gate-bundle-1";

/** Why a bundle was not believed. */
export class Unbelieved extends Error {}

/**
 * Opens the bundle of a door with the bundle keys trusted until now (`[{kid, x}]`): its content, the key ring of codes and the status
 * list, ready to serve; and `kid`, the key that signed it. `before` is the content held, if any: a bundle never brings a device back in time. `known` are the
 * keys of codes heard of before: what a later bundle forgets, the device does not.
 */
export async function openBundle(bytes, { door, trusted, before, known = [] }) {
  let envelope;
  try {
    envelope = open(bytes);
  } catch {
    throw new Unbelieved("malformed");
  }
  const key = (await keyRing(trusted)).get(envelope.kid);
  if (!key || key.revoked) throw new Unbelieved("key");
  if (!(await key.verify(envelope.signature, signed(envelope)))) throw new Unbelieved("signature");
  if (envelope.header.get(TYP) !== KIND) throw new Unbelieved("kind");
  const content = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(envelope.payload));
  if (content.type !== TYPE) throw new Unbelieved("kind");
  if (content.door.id !== door) throw new Unbelieved("door");
  if (before && content.issued_at < before.issued_at) throw new Unbelieved("older");
  const ring = await keyRing([...known, ...content.keys]);
  const status = await inflate(fromBase64(content.status.lst), content.status.bits);
  return { content, ring, status, kid: envelope.kid };
}
