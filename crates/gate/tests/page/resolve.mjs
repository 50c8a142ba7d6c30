// The server gives what is vendored under the same folder as the page's own modules: so do the tests.
import { register } from "node:module";

const hook = `export function resolve(name, context, next) {
  return next(/^\\.\\/(noble|zxing)\\.js$/.test(name) && context.parentURL?.includes("/crates/gate/assets/") ? name.replace("./", "./vendor/") : name, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
