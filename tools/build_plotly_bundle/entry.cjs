"use strict";

// `core` brings scatter with it, which maps are drawn with too.
const Plotly = require("plotly.js/lib/core");

Plotly.register([require("plotly.js/lib/bar")]);

module.exports = Plotly;
