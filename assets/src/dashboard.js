/* What a page does once Dash has it. */
import "./theme.js";
import "./keyboard.js"; // before the proof, since Escape closes an open menu first
import { enter, foldFilters, nameTab, writeAddress } from "./address.js";
import { offer } from "./dash/namespace.js";
import { choose } from "./maps/profile.js";
import { pointAt } from "./maps/pointing.js";
import "./ahead.js";
import "./filter-menus.js";
import { showCounts } from "./options.js";
import "./exhibit-links.js";
import "./source-lists.js";
import "./copying.js";
import "./sharing.js";
import "./search.js";
import "./register.js";
import "./renewal.js";
import "./stops.js";
import "./takeaway.js";
import "./picture-buttons.js";
import "./print.js";
import "./faults.js";

offer({ enter, foldFilters, nameTab, openMark: choose, pointAt, showCounts, writeAddress });
