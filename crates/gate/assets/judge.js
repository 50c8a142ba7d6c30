// The verdict: what a door answers to a code. Pure: everything it depends on is given, nothing is read from a clock, a
// network or a database. The order of the questions is docs/gate.md's; there is no red for “cannot know”.

import { INVALID, SUSPENDED, VALID } from "./status_list.js";

const green = (reason) => ({ tone: "green", reason });
const amber = (reason, facts) => ({ tone: "amber", reason, ...facts });
const red = (reason, facts) => ({ tone: "red", reason, ...facts });

/** Within how long a code shown again is the same visit: a ticket opens once, a pass comes and goes. */
export const again = ({ scope }, policy) => (scope === 0 ? policy.reentry_ms : (policy.once_ms ?? policy.reentry_ms));

/**
 * Judges what was read.
 *
 * - `read`: what `credential.js` made of a code: `refusal` or `claims`, and `proof`;
 * - `bundle`: the bundle's content;
 * - `status`: the entry of the status list for this code, `undefined` beyond its end;
 * - `now`: the corrected time in milliseconds; `clockKnown`: whether it was ever corrected;
 * - `here`: the last passage of this code at this institution and how many its visit has (`{at, people}`), `elsewhere`: those at others (`[{at, institution}]`).
 */
export function judge(read, { bundle, status, now, clockKnown, here, elsewhere = [] }) {
  const unsure = !clockKnown || now < bundle.issued_at;
  if (read.refusal === "unknown_key") return amber("unknown_key");
  if (read.refusal === "key_over" && unsure) return amber("clock_unsure");
  if (read.refusal) return red(read.refusal);
  const { claims } = read;
  const { policy, door } = bundle;

  const tolerance = policy.clock_tolerance_s;
  const early = now / 1000 < claims.notBefore - tolerance;
  const late = now / 1000 >= claims.expires + tolerance;
  if (early || late) {
    if (unsure) return amber("clock_unsure");
    return early ? red("not_yet", { from: claims.notBefore * 1000 }) : red("expired", { until: claims.expires * 1000 });
  }

  const scope = claims.scope === 0 ? null : door.scopes.find(({ number }) => number === claims.scope);
  if (!door.accepts.includes(claims.kind) || scope === undefined) return red("wrong_door");
  if (scope?.from && now < scope.from) return red("not_yet", { from: scope.from });
  if (scope?.until && now >= scope.until) return red("expired", { until: scope.until });

  if (status === INVALID) return red("revoked");
  if (status === SUSPENDED) return amber("suspended");
  if (status !== VALID) return amber("status_unknown");
  if (now >= bundle.not_after) return amber("bundle_old");

  if (here && now - here.at < again(claims, policy)) return amber("re_entry", { at: here.at, before: here.people });
  for (const { at, institution } of elsewhere) {
    const museum = bundle.museums.find((other) => other.institution === institution);
    if (museum && now - at < museum.travel_ms) return amber("elsewhere", { at, place: museum.name });
  }
  if (read.proof === "stale") return amber("stale_proof");
  return green("ok");
}

/** A typed number judged without the server: all one can tell is whether it was typed right. */
export function judgeTyped(numberIsSound) {
  return numberIsSound ? amber("typed_offline") : red("malformed");
}
