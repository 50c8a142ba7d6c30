// npm openid-client as a vendor: one question a line, one answer a line.
import readline from "node:readline";
import * as client from "openid-client";
import { createRemoteJWKSet, jwtVerify } from "jose";

const HOW = {
  client_secret_basic: (secret) => client.ClientSecretBasic(secret),
  client_secret_post: (secret) => client.ClientSecretPost(secret),
  none: () => client.None(),
};
let began;

async function configuration({ issuer, client_id, secret, how, alg }) {
  return client.discovery(new URL(issuer), client_id, { id_token_signed_response_alg: alg }, HOW[how](secret), {
    execute: [client.allowInsecureRequests],
  });
}

const answers = {
  async begin(asked) {
    const config = await configuration(asked);
    const verifier = client.randomPKCECodeVerifier();
    const expected = { state: client.randomState(), nonce: client.randomNonce() };
    const parameters = {
      redirect_uri: asked.redirect_uri,
      scope: asked.scope,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      ...expected,
    };
    if (asked.prompt) parameters.prompt = asked.prompt;
    began = { config, verifier, ...expected };
    return { url: client.buildAuthorizationUrl(config, parameters).href };
  },
  async finish({ url }) {
    const tokens = await client.authorizationCodeGrant(began.config, new URL(url), {
      pkceCodeVerifier: began.verifier,
      expectedState: began.state,
      expectedNonce: began.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    const userinfo = await client.fetchUserInfo(began.config, tokens.access_token, claims.sub);
    return { claims, userinfo, id_token: tokens.id_token };
  },
  async leave({ id_token, to }) {
    return { url: client.buildEndSessionUrl(began.config, { id_token_hint: id_token, post_logout_redirect_uri: to }).href };
  },
  async left({ token, issuer, client_id, alg }) {
    const keys = createRemoteJWKSet(new URL(`${issuer}/oidc/jwks.json`));
    const { payload } = await jwtVerify(token, keys, { issuer, audience: client_id, algorithms: [alg], typ: "logout+jwt" });
    if (payload.nonce || !payload.events["http://schemas.openid.net/event/backchannel-logout"] || !payload.jti) {
      throw new Error("no logout token");
    }
    return { claims: payload };
  },
};

for await (const line of readline.createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  let answer;
  try {
    answer = await answers[asked.do](asked);
  } catch (error) {
    answer = { refused: [error.error, error.code, error.message, error.cause?.message].filter(Boolean).join(" | ") || "refused" };
  }
  console.log(JSON.stringify(answer));
}
