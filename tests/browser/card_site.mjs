// A vendor's site that signs its readers in with OpenID Connect, written from the standard with nothing but Node's own means:
// discovery, a code with PKCE, the ID token checked, userinfo. It shows what it was told.

import { createHash, createPublicKey, randomBytes, verify } from "node:crypto";
import { createServer } from "node:http";

const random = () => randomBytes(32).toString("base64url");
const digest = (text) => createHash("sha256").update(text).digest("base64url");
const decoded = (part) => JSON.parse(Buffer.from(part, "base64url").toString("utf8"));

/** Signed by one of the issuer's keys, for this site, for this sign-in, still good; or throws. */
async function checked(token, provider, clientId, nonce) {
  const [head, body, signature] = token.split(".");
  const { alg, kid } = decoded(head);
  if (alg !== "ES256") throw new Error(`signed with ${alg}`);
  const { keys } = await (await fetch(provider.jwks_uri)).json();
  const key = createPublicKey({ key: keys.find((one) => one.kid === kid), format: "jwk" });
  const sound = verify("sha256", Buffer.from(`${head}.${body}`), { key, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"));
  const claims = decoded(body);
  if (!sound) throw new Error("the signature is wrong");
  if (claims.iss !== provider.issuer) throw new Error(`issued by ${claims.iss}`);
  if (![claims.aud].flat().includes(clientId)) throw new Error(`meant for ${claims.aud}`);
  if (claims.nonce !== nonce) throw new Error("of another sign-in");
  if (claims.exp * 1000 < Date.now()) throw new Error("too old");
  return claims;
}

/** Starts the site; its client's name and secret are set once the office has given them. */
export async function site(issuer) {
  const begun = new Map();
  const here = { clientId: "", secret: "", last: null };

  async function begin() {
    const provider = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
    if (provider.issuer !== issuer) throw new Error(`the configuration of ${provider.issuer}`);
    const [state, nonce, verifier] = [random(), random(), random()];
    begun.set(state, { provider, nonce, verifier });
    const asked = { client_id: here.clientId, response_type: "code", scope: "openid profile email card", redirect_uri: here.callback, state, nonce, code_challenge: digest(verifier), code_challenge_method: "S256" };
    return `${provider.authorization_endpoint}?${new URLSearchParams(asked)}`;
  }

  async function finish(query) {
    const { provider, nonce, verifier } = begun.get(query.get("state")) ?? {};
    if (!provider) throw new Error("nobody began this sign-in here");
    begun.delete(query.get("state"));
    if (query.get("iss") !== provider.issuer) throw new Error(`an answer of ${query.get("iss")}`);
    if (query.has("error")) throw new Error(`refused: ${query.get("error")}`);
    const answer = await fetch(provider.token_endpoint, {
      method: "POST",
      headers: { authorization: `Basic ${Buffer.from(`${encodeURIComponent(here.clientId)}:${encodeURIComponent(here.secret)}`).toString("base64")}` },
      body: new URLSearchParams({ grant_type: "authorization_code", code: query.get("code"), redirect_uri: here.callback, code_verifier: verifier }),
    });
    const tokens = await answer.json();
    if (!answer.ok) throw new Error(`no token: ${JSON.stringify(tokens)}`);
    const { sub } = await checked(tokens.id_token, provider, here.clientId, nonce);
    const told = await (await fetch(provider.userinfo_endpoint, { headers: { authorization: `Bearer ${tokens.access_token}` } })).json();
    if (told.sub !== sub) throw new Error(`userinfo tells of ${told.sub}, the ID token of ${sub}`);
    return told;
  }

  const shown = (title, text) => `<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><h1>${title}</h1><pre id="told">${text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</pre></html>`;
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, here.address);
    try {
      if (url.pathname === "/") return response.writeHead(303, { location: await begin() }).end();
      if (url.pathname !== "/retour") return response.writeHead(204).end();
      const told = await finish(url.searchParams);
      return response.writeHead(200, { "content-type": "text/html" }).end(shown("L’Écran public", JSON.stringify(told)));
    } catch (error) {
      return response.writeHead(400, { "content-type": "text/html" }).end(shown("Échec", error.message));
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  here.address = `http://127.0.0.1:${server.address().port}/`;
  here.callback = `${here.address}retour`;
  here.close = () => {
    server.closeAllConnections();
    server.close();
  };
  return here;
}
