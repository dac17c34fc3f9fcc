// Each module stands alone: it looks for its own data- names and improves HTML that already works.
import "./copy.js";
import "./fetch.js";
import "./focus.js";
import "./frame.js";
import "./fragment.js";
import "./keep.js";
import "./list_map_door.js";
import "./menu.js";
import "./once.js";
import "./passkey.js";
import "./photos.js";
import "./place.js";
import "./picker.js";
import "./print.js";
import "./share.js";
import "./suggest.js";
import "./waiting.js";
