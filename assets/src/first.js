/* The script that a document waits for: what draws a page before Dash is there, and brings Dash. */
import { provideStill } from "./dash/still.js";
import "./offered.js";
import "./boot.js";

provideStill();
