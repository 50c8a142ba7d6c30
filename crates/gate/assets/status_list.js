// The list that says which codes no longer hold (IETF Token Status List): a few bits for each index, lowest first.

export const VALID = 0;
export const INVALID = 1;
export const SUSPENDED = 2;

/** Opens a list: `deflated` is its zlib bytes, `bits` the width of an entry. */
export async function inflate(deflated, bits) {
  if (![1, 2, 4, 8].includes(bits)) throw new RangeError("no such width");
  const stream = new Blob([deflated]).stream().pipeThrough(new DecompressionStream("deflate"));
  return { bits, bytes: new Uint8Array(await new Response(stream).arrayBuffer()) };
}

/** The entry at an index; `undefined` when the list doesn't reach it. Another value than the three above tells no more. */
export function at(list, index) {
  const each = 8 / list.bits;
  const byte = list.bytes[Math.floor(index / each)];
  if (byte === undefined) return undefined;
  return (byte >> ((index % each) * list.bits)) & ((1 << list.bits) - 1);
}
