// The first script of every page of a SCORM package. The page runs in a sandbox without an origin: it can reach neither
// our cookies nor our pages. Its API lives here, in the course's own window, and speaks to the reader's page by
// postMessage: the state kept comes in once, each commit goes out.
import { Scorm12API } from "scorm-again/scorm12";
import { Scorm2004API } from "scorm-again/scorm2004";

// Nothing is sent from here: a sandboxed page could reach no address of ours.
const settings = { autocommit: false, lmsCommitUrl: false, logLevel: 5, selfReportSessionTime: true };
const kept = (() => {
  try {
    return JSON.parse(window.name || "{}");
  } catch {
    return {};
  }
})();

const says = (api, version) => {
  const tell = () => {
    const cmi = JSON.parse(JSON.stringify(api.cmi));
    const state = { version, cmi };
    // The next page of the same package begins where this one left off.
    kept.state = state;
    window.name = JSON.stringify(kept);
    window.parent.postMessage({ beffroi: "scorm", state }, "*");
  };
  for (const name of version === "1.2" ? ["LMSCommit", "LMSFinish"] : ["Commit", "Terminate"]) {
    const own = api[name].bind(api);
    api[name] = (...args) => {
      const answer = own(...args);
      tell();
      return answer;
    };
  }
  addEventListener("pagehide", tell);
  return api;
};

const one = new Scorm12API(settings);
const two = new Scorm2004API(settings);
if (kept.state?.cmi) {
  const api = kept.state.version === "1.2" ? one : two;
  try {
    api.loadFromJSON(kept.state.cmi);
  } catch {
    // A state that cannot be read is a course begun again.
  }
}
for (const api of [one, two]) if (kept.learner) {
  const prefix = api === one ? api.cmi.core : api.cmi;
  try {
    prefix[api === one ? "student_id" : "learner_id"] = kept.learner.id;
    prefix[api === one ? "student_name" : "learner_name"] = kept.learner.name;
  } catch {
    // Read-only once a state is loaded.
  }
}
window.API = says(one, "1.2");
window.API_1484_11 = says(two, "2004");
