// Ed25519 for browsers whose WebCrypto lacks it. SHA-512 is WebCrypto's own.
export { getPublicKeyAsync, signAsync, verifyAsync } from "@noble/ed25519";
