// The build page's log: follows it live, folds steps, finds words, keeps a line in view. The lines are the server's
// own elements, escaped there; a browser without this script sees the same lines and no folding.
import { follow } from "./log/follow.js";
import { groupAll } from "./log/fold.js";
import { wireSearch } from "./log/search.js";
import { wireTimeline } from "./log/timeline.js";

const log = document.getElementById("log");
if (log) {
  groupAll(log);
  wireTimeline(log);
  wireSearch(log);
  follow(log);
}
