"""PyPI authlib as a vendor: one question a line, one answer a line."""

import json
import sys
import warnings

# It announces its next version at each import, whatever filters say.
warnings.showwarning = lambda *_, **__: None

import requests
from authlib.common.errors import AuthlibBaseError as OAuthError
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from authlib.jose import JsonWebKey, JsonWebToken
from authlib.oidc.core import CodeIDToken, UserInfo
from authlib.oidc.discovery import OpenIDProviderMetadata, get_well_known_url

began = {}


def metadata(issuer):
    found = OpenIDProviderMetadata(requests.get(get_well_known_url(issuer, external=True), timeout=10).json())
    # Its own checks of each field, but those that want https: the house is on this machine.
    for name in ("response_types_supported", "subject_types_supported", "id_token_signing_alg_values_supported",
                 "grant_types_supported", "code_challenge_methods_supported", "scopes_supported"):
        getattr(found, f"validate_{name}", lambda: None)()
    assert found["issuer"] == issuer
    return found


def begin(asked):
    found = metadata(asked["issuer"])
    session = OAuth2Session(
        asked["client_id"],
        None if asked["how"] == "none" else asked["secret"],
        scope=asked["scope"],
        redirect_uri=asked["redirect_uri"],
        token_endpoint_auth_method=asked["how"],
        code_challenge_method="S256",
    )
    verifier, nonce = generate_token(48), generate_token(20)
    more = {"prompt": asked["prompt"]} if "prompt" in asked else {}
    url, state = session.create_authorization_url(
        found["authorization_endpoint"], code_verifier=verifier, nonce=nonce, **more)
    began.update(session=session, state=state, verifier=verifier, nonce=nonce, found=found, asked=asked)
    return {"url": url}


def verified(token, alg, kind, options):
    keys = JsonWebKey.import_key_set(requests.get(began["found"]["jwks_uri"], timeout=10).json())
    claims = JsonWebToken([alg]).decode(token, keys, claims_cls=kind, **options)
    claims.validate(leeway=0)
    return claims


def finish(asked):
    from urllib.parse import parse_qs, urlsplit

    answer = parse_qs(urlsplit(asked["url"]).query)
    # As its web integrations do before anything else.
    if "error" in answer:
        raise OAuthError(answer["error"][0], answer.get("error_description", [""])[0])
    # authlib knows nothing of RFC 9207: the answer's issuer is compared here, as it asks its users to.
    assert answer["iss"] == [began["found"]["issuer"]], "another issuer"
    session = began["session"]
    token = session.fetch_token(began["found"]["token_endpoint"], authorization_response=asked["url"],
                                state=began["state"], code_verifier=began["verifier"])
    options = {
        "claims_options": {"iss": {"values": [began["found"]["issuer"]]}, "aud": {"value": began["asked"]["client_id"]}},
        "claims_params": {"nonce": began["nonce"], "client_id": began["asked"]["client_id"],
                          "access_token": token["access_token"]},
    }
    claims = verified(token["id_token"], began["asked"]["alg"], CodeIDToken, options)
    assert claims["nonce"] == began["nonce"]
    userinfo = UserInfo(session.get(began["found"]["userinfo_endpoint"], timeout=10).json())
    return {"claims": dict(claims), "userinfo": dict(userinfo), "id_token": token["id_token"]}


def leave(asked):
    request = requests.Request("GET", began["found"]["end_session_endpoint"], params={
        "id_token_hint": asked["id_token"], "post_logout_redirect_uri": asked["to"]})
    return {"url": request.prepare().url}


def left(asked):
    from authlib.jose import JWTClaims

    options = {"claims_options": {"iss": {"value": asked["issuer"]}, "aud": {"value": asked["client_id"]},
                                  "events": {"essential": True}, "jti": {"essential": True}}}
    claims = verified(asked["token"], asked["alg"], JWTClaims, options)
    assert claims.header["typ"] == "logout+jwt" and "nonce" not in claims
    return {"claims": dict(claims)}


for line in sys.stdin:
    asked = json.loads(line)
    try:
        answer = {"begin": begin, "finish": finish, "leave": leave, "left": left}[asked["do"]](asked)
    except Exception as error:  # what it refuses is what is asked
        answer = {"refused": f"{type(error).__name__} {getattr(error, 'error', '')} {error}"}
    print(json.dumps(answer), flush=True)
