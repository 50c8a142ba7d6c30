// A provider of identities by panva's oidc-provider, set as FranceConnect is: ES256, a level of assurance, what it tells of
// a person signed. Whoever comes is Angela and agrees, without a page.
import http from 'node:http'
import { generateKeyPairSync } from 'node:crypto'
import { Provider } from 'oidc-provider'

const [, , redirect, exit] = process.argv
const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })
const server = http.createServer()
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`
  const provider = new Provider(issuer, {
    jwks: { keys: [{ ...key, use: 'sig', alg: 'ES256', kid: 'un' }] },
    clients: [{
      client_id: 'beffroi',
      client_secret: 'un secret: avec des signes & des blancs',
      redirect_uris: [redirect],
      post_logout_redirect_uris: [exit],
      id_token_signed_response_alg: 'ES256',
      userinfo_signed_response_alg: 'ES256',
      token_endpoint_auth_method: 'client_secret_basic',
    }],
    acrValues: ['eidas1'],
    scopes: ['openid', 'given_name', 'family_name'],
    claims: { openid: ['sub'], given_name: ['given_name'], family_name: ['family_name'], acr: null },
    features: { devInteractions: { enabled: false }, jwtUserinfo: { enabled: true } },
    pkce: { required: () => true },
    cookies: { keys: ['essai'] },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({ sub, given_name: 'Angela', family_name: 'DUBOIS' }),
    }),
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  })
  provider.on('server_error', (_, error) => console.error(error))
  const answer = provider.callback()
  server.on('request', async (request, response) => {
    try {
      if (!request.url.startsWith('/interaction/')) return answer(request, response)
      const { prompt, params } = await provider.interactionDetails(request, response)
      let result = { login: { accountId: 'angela', acr: 'eidas1' } }
      if (prompt.name === 'consent') {
        const grant = new provider.Grant({ accountId: 'angela', clientId: params.client_id })
        grant.addOIDCScope(params.scope)
        result = { consent: { grantId: await grant.save() } }
      }
      await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true })
    } catch (error) {
      console.error(error)
      response.statusCode = 500
      response.end(String(error))
    }
  })
  console.log(issuer)
})
process.stdin.on('end', () => process.exit(0)).resume()
