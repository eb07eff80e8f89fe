/* The script that a document waits for: what draws a page before Dash is there, and brings Dash. */
import { Still } from "./still.js";
import "./offered.js";
import "./boot.js";

window.dash_clientside.Still = Still;
