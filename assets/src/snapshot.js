/* All scripts of the file to take away, but plotly, which stands before this one. */
import "./snapshot/dash.js";
import "./offered.js";
import { offer } from "./dash/namespace.js";
import { pointAt } from "./maps/pointing.js";
import { openMark } from "./proof.js";
import "./search.js";
import "./theme.js";
import "./copying.js";
import "./renewal.js";
import "./presenter.js";
import "./pictures.js";
import "./picture-buttons.js";
import "./print.js";
import "./snapshot/start.js";

offer({ openMark, pointAt });
