// What our reader of books uses of Readium, and nothing else.
export { EpubNavigator, EpubPreferences } from "@readium/navigator";
export { HttpFetcher, Locator, Manifest, Publication } from "@readium/shared";
