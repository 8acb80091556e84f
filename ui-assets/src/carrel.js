// What every page loads. Each behaviour is a small module that looks after its own elements.
import "htmx.org";
import "./js/live.js";
import "./js/times.js";
import "./js/copy.js";
import "./js/dialog.js";
import "./js/menu.js";
import "./js/notices.js";
import "./js/follow.js";
import "./js/typeahead.js";
